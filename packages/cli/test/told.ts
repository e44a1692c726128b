import { type Ended, linesOf } from "./host.ts"

/** What a run told, line by line. */
export const eventsOf = ({ stdout }: Pick<Ended, "stdout">): ReadonlyArray<Readonly<Record<string, unknown>>> =>
  linesOf(stdout).map((line) => JSON.parse(line) as Readonly<Record<string, unknown>>)

/** The answer may come after the news that it is executed, and is no event then. */
export const named = (ended: Pick<Ended, "stdout">): ReadonlyArray<string> =>
  eventsOf(ended).flatMap(({ event }) => (event === "accepted" ? [] : [String(event)]))

export const signal = (fields: object = {}): string =>
  `${JSON.stringify({ symbol: "ETHUSDT", side: "short", at: 1_690_000_000_000, id: "s1", ...fields })}\n`
