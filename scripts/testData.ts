import { existsSync, readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { dataFolder } from "./launcher/testData.mjs"

const complain = (name: string): undefined => {
  process.stderr.write(`Skipped: no test data "${name}" (set BACKHAND_DATA to the folder that holds it)\n`)
  return undefined
}

/**
 * The path of a file or folder of the test data, or undefined, said on standard error, where it is absent.
 * Use it as `it.skipIf(path === undefined)(...)`.
 */
export const testData = (name: string): string | undefined => {
  const path = dataFolder === undefined ? undefined : join(dataFolder, name)
  return path !== undefined && existsSync(path) ? path : complain(name)
}

/** A closed trade of a golden run. */
export interface GoldenTrade {
  readonly side: "long" | "short"
  readonly size: number
  readonly entry_bar: number
  readonly exit_bar: number
  readonly entry_time: string
  readonly exit_time: string
  readonly entry_price: number
  readonly exit_price: number
  readonly pnl_net: number
  readonly commission: number
}

/** A run that an outside engine made. */
export interface Golden {
  readonly id: string
  readonly data: { readonly file: string }
  readonly strategy: {
    readonly kind: string
    readonly fast?: number
    readonly slow?: number
    readonly series?: string
    readonly size: number | string
    readonly unit?: number
  }
  readonly settings: {
    readonly initial_cash: number
    readonly commission_rate: number
    readonly slippage_rate: number
    readonly fill: string
  }
  readonly signals: ReadonlyArray<readonly [number, number]> | null
  readonly trades: ReadonlyArray<GoldenTrade>
  readonly open_position: ReadonlyArray<{
    readonly side: string
    readonly size: number
    readonly entry_bar: number
    readonly entry_price: number
    readonly unrealised_at_last_close: number
  }>
  readonly summary: Readonly<Record<string, number | string>>
  readonly engine_stats: Readonly<Record<string, number | string | null>>
}

/** All golden runs of a folder, by name. */
export const readGoldens = (folder: string): ReadonlyArray<Golden> =>
  readdirSync(folder)
    .filter((name) => name.endsWith(".json") && name !== "INDEX.json")
    .toSorted()
    // Python writes NaN, which JSON does not know.
    .map((name) => JSON.parse(readFileSync(join(folder, name), "utf8").replaceAll(": NaN", ": null")) as Golden)
