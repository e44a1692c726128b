/**
 * `backhand journal`: what was sent, and what came of it.
 *
 * @module
 * @since 0.1.0
 */
import { define } from "../Command.ts"
import { CommandError } from "../CommandError.ts"
import * as Given from "../given/Given.ts"

const formOf = (values: { readonly json?: true; readonly csv?: true }): "csv" | "json" | "text" => {
  if (values.json === true && values.csv === true)
    throw new CommandError(2, "journal: --json and --csv are two forms", "expected: one of the two")
  if (values.json === true) return "json"
  return values.csv === true ? "csv" : "text"
}

/**
 * The command.
 *
 * @since 0.1.0
 */
export const journal = define({
  name: "journal",
  usage: "backhand journal FILE [--open] [--json | --csv] [options]",
  about: [
    "Lists the orders of a journal of backhand run --journal in the order in which they were sent, with what came of each.",
    "A run may be writing to it meanwhile. An order without a settlement was in flight when its run ended: the next run",
    "settles it before anything new is sent for its symbol. A journal is an SQLite file, which other tools read too."
  ],
  operands: ["FILE"],
  options: {
    open: { summary: "only orders that are not settled" },
    symbols: { value: "A,B", summary: "only orders of these contracts" },
    since: { value: "T", summary: "only orders sent since a time: milliseconds, or a date such as 2026-01-31" },
    json: { summary: "writes each order as one line of JSON" },
    csv: { summary: "writes the orders as CSV, for a spreadsheet" }
  },
  examples: [
    {
      about: "Lists a journal:",
      args: ["journal", "run.sqlite"],
      output: [
        "sent                      symbol   order     what          settlement  closed  opened  client id",
        "…Z  ETHUSDT  reversal  20 of a long  reversed    20      20      …"
      ]
    },
    {
      about: "Exports it:",
      args: ["journal", "run.sqlite", "--json"],
      output: [
        '{"clientOid":"…","session":"…","symbol":"ETHUSDT","order":"reversal","mode":"one-way","side":"long","size":"20","sentAtMs":…,"deadAtMs":…,"settledAtMs":…,"settlement":"reversed","closed":"20","opened":"20"}'
      ]
    },
    {
      about: "Shows what a crash left in flight, here nothing:",
      args: ["journal", "run.sqlite", "--open", "--json"],
      output: []
    }
  ],
  run: async (values, [file = ""], host) => {
    const form = formOf(values)
    const symbols = Given.symbols(values.symbols)
    const sinceMs = values.since === undefined ? 0 : Given.time("since", values.since)
    const { listJournal } = await import("./listJournal.ts")
    return listJournal(host, file, { form, isOpenOnly: values.open === true, symbols, sinceMs })
  }
})
