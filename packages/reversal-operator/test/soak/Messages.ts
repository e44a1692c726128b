import type { Side } from "@backhand/core"

/** What the market's process is started with. `speed` is how many times as fast as it happened its prices are played. */
export interface ToMarket {
  readonly minutes: number
  readonly speed: number
  readonly seed: number
  readonly symbols: ReadonlyArray<string>
  readonly faults: object
}

/** What the exchange's own books say of the orders that were reported as `reversed`. */
export interface Books {
  readonly executed: number
  readonly twice: number
  readonly missing: number
  readonly mostASecond: number
  readonly sides: ReadonlyArray<readonly [string, Side.Side | null]>
}

export interface Opened {
  readonly rest: string
  readonly ws: string
  readonly credentials: { readonly apiKey: string; readonly secret: string; readonly passphrase: string }
}

export type FromMarket = { readonly open: Opened } | { readonly isOver: true } | { readonly books: Books }

export type AtMarket = "play" | "calm" | "books" | { readonly reversed: string }
