/** Prints what the rounds came to, and whether the goals were reached. */
import type { Figures } from "./Order.mts"

/** The figures of every client, round by round. */
export type Rounds = ReadonlyMap<string, ReadonlyArray<Figures>>

export const bare = "undici Pool.request, signed beforehand"
const ours = "backhand, journal in memory"

const median = (values: ReadonlyArray<number>): number =>
  values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN

const of = (rounds: Rounds, name: string, field: keyof Figures): ReadonlyArray<number> =>
  (rounds.get(name) ?? []).map((each) => each[field])

/** What is compared: cold, other threads compile what everybody has in common, whenever they come to it. */
export type Measure = "cpu" | "thread"

/** CPU of one client in units of another's, round by round: what slows the machine down slows both. */
const ratios = (
  rounds: Rounds,
  measure: Measure,
  name: string,
  to: string,
  isSettled: boolean
): ReadonlyArray<number> => {
  const others = of(rounds, to, measure)
  return (rounds.get(name) ?? []).map((each, round) => {
    const micros = isSettled ? each[measure] : each[measure] - each.settling
    return micros / (others[round] ?? Number.NaN)
  })
}

/** The median, and the least and the most in brackets. */
const spread = (values: ReadonlyArray<number>, digits: number): string =>
  `${median(values).toFixed(digits)} (${Math.min(...values).toFixed(digits)}-${Math.max(...values).toFixed(digits)})`

export const print = (title: string, rounds: Rounds, measure: Measure): void => {
  const heads = ["CPU us", "to bare", "settling", "p50 us", "p99 us", "1/s"]
  const widths = [18, 18, 10, 10, 10, 8]
  const row = (cells: ReadonlyArray<string>) => cells.map((cell, k) => cell.padStart(widths[k] ?? 0)).join("")
  console.log(`\n${title.padEnd(42)}${row(heads)}`)
  for (const name of rounds.keys()) {
    const rest = (["settling", "p50", "p99", "perSecond"] as const).map((field) =>
      median(of(rounds, name, field)).toFixed(0)
    )
    const cpu = spread(of(rounds, name, measure), 0)
    const toBare = spread(ratios(rounds, measure, name, bare, true), 2)
    console.log(`  ${name.padEnd(40)}${row([cpu, toBare, ...rest])}`)
  }
}

/** Prints what came of the goals, from signal to answer: at most so many times another's. False where one is missed. */
export const judge = (rounds: Rounds, measure: Measure, goals: Readonly<Record<string, number>>): boolean => {
  let isReached = true
  for (const [to, most] of Object.entries(goals)) {
    const reached = median(ratios(rounds, measure, ours, to, false))
    if (!(reached <= most)) isReached = false
    console.log(
      `  ${reached <= most ? "reached" : "MISSED "}  CPU to ${to}: ${reached.toFixed(2)}, goal: at most ${most}`
    )
  }
  return isReached
}
