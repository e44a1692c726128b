import type { Budget } from "@backhand/core"

/** What a trader process is told to do. The last one ends by itself. */
export interface Task {
  readonly rest: string
  readonly ws: string | false
  readonly credentials: { readonly apiKey: string; readonly secret: string; readonly passphrase: string }
  readonly file: string
  readonly seed: number
  readonly isLast: boolean
  readonly symbols: ReadonlyArray<string>
  readonly limit: Budget.Limit
  readonly synchronous: "full" | "normal"
}
