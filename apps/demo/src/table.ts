/** The table at the end of the demo. */
import type { ReversalEvent } from "@backhand/core"
import type { Live } from "./live.ts"
import type { Offline } from "./offline.ts"
import type { Series } from "./series.ts"

export interface Outcome {
  readonly series: Series
  readonly whole: Series
  readonly live: Live
  readonly offline: Offline
  readonly differences: ReadonlyArray<string>
  readonly fast: number
  readonly slow: number
  readonly size: string
  readonly report: string
}

const day = (ms: number | undefined): string => new Date(ms ?? 0).toISOString().slice(0, 16).replace("T", " ")

const tally = (
  events: ReadonlyArray<ReversalEvent.ReversalEvent>,
  name: ReversalEvent.ReversalEvent["event"]
): number => events.filter(({ event }) => event === name).length

const total = (fills: Live["fills"], field: "fee" | "profit"): string =>
  fills.reduce((sum, fill) => sum + Number(fill[field]), 0).toFixed(4)

const rows = ({ live, offline }: Outcome): ReadonlyArray<readonly [string, string | number, string | number]> => [
  ["orders sent", tally(live.events, "sent"), offline.orders],
  ["  of them reversals", live.events.filter((e) => e.event === "sent" && e.order === "reversal").length, ""],
  ["orders refused", tally(live.events, "refused"), 0],
  [
    "orders settled whole",
    live.events.filter((e) => e.event === "settled" && e.settlement === "reversed").length,
    offline.orders
  ],
  ["executions", live.fills.length, offline.fills.length],
  ["fees paid", total(live.fills, "fee"), total(offline.fills, "fee")],
  ["profit realised", total(live.fills, "profit"), total(offline.fills, "profit")],
  ["position at the end", live.position, offline.position],
  ["most orders in any second (limit 10)", live.mostInASecond, ""],
  ["orders in the journal on disk, open", `${live.journal.orders}, ${live.journal.open}`, ""],
  ["decisions made again from the recording", live.repeated.isSame ? `${live.repeated.steps}, the same` : "differ", ""]
]

const table = (outcome: Outcome): string => {
  const all = [["", "live", "offline"] as const, ...rows(outcome)]
  const width = (column: number) => Math.max(...all.map((row) => String(row[column]).length))
  const [first, second] = [width(0), width(1)]
  return all
    .map(([name, one, other]) => `  ${name.padEnd(first)}  ${String(one).padStart(second)}  ${other}`.trimEnd())
    .join("\n")
}

/** The whole outcome, for a terminal. */
export const tableOf = (outcome: Outcome): string => {
  const { differences, fast, report, series, size, slow, whole } = outcome
  const { bars, label } = series
  const cutNote = bars.length < whole.bars.length ? ` (the first of ${whole.bars.length}: --orders N runs more)` : ""
  const verdict =
    differences.length === 0
      ? "  Live and offline agree on every execution: bar, size, price, fee and profit."
      : `  ${differences.length} differences:\n${differences
          .slice(0, 10)
          .map((each) => `    ${each}`)
          .join("\n")}`
  return `
  Backhand demo: SMA ${fast} over ${slow}, always in the market with ${size}

  candles   ${label}
            ${bars.length} bars${cutNote}, ${day(bars.time[0])} to ${day(bars.time[bars.length - 1])} UTC
  live      signals -> reverseOn() -> signed HTTP on loopback -> simulated exchange
  offline   the same strategy and engine in virtual time

${table(outcome)}

${verdict}

  report    ${report}
            open it in a browser; \`npx -y pnpm@12 demo:live\` shows all this as it happens
`
}
