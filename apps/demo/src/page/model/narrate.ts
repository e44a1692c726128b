/** What is happening now, in one or two sentences. */
import type { Status } from "../../live/protocol.ts"

const seconds = (ms: number): string => `${(ms / 1000).toFixed(ms < 10_000 ? 1 : 0)} s`

const plural = (n: number, one: string, many: string): string => `${n} ${n === 1 ? one : many}`

const ofProcess = ({ process: { journalOpen, starts, state } }: Status): string | undefined => {
  switch (state) {
    case "dead":
      return `The trading process is dead. Its journal knows ${plural(journalOpen, "order", "orders")} of which nobody has told it the end.`
    case "starting":
      return starts > 1
        ? "The trading process starts anew: it reads its journal, then asks the exchange what became of those orders."
        : "The trading process starts."
    case "stopping":
      return "The trading process sends nothing new, settles what is under way, and starts anew."
    case "running":
      return undefined
  }
}

const ofBudget = ({ budget: { limit, pausedMs, slots }, waiting }: Status): string => {
  if (pausedMs > 0)
    return `Nothing is sent for ${seconds(pausedMs)}: the exchange said too many requests. ${plural(waiting.length, "symbol keeps its place", "symbols keep their places")}.`
  if (waiting.length === 0) return "Nothing waits: every signal is sent when it comes."
  const free = slots.filter(({ freeInMs }) => freeInMs === null).length
  const rest = seconds((waiting.length / limit) * 1000)
  return free === 0
    ? `${plural(waiting.length, "symbol waits", "symbols wait")} for a slot: about ${rest} at ${plural(limit, "order", "orders")} a second.`
    : `${plural(waiting.length, "symbol waits", "symbols wait")}.`
}

/** The sentence at the top of the page. */
export const narrate = (status: Status): string => {
  if (status.isMarketOver) return "The recorded candles are over. Everything stays as it is; start anew for more."
  return ofProcess(status) ?? ofBudget(status)
}
