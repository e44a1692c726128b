/**
 * `backhand doctor`: what is wrong with an account before it costs money, and what to do.
 *
 * @module
 * @since 0.1.0
 */
import { define } from "../Command.ts"
import { socketOf } from "../exchange/address.ts"
import * as Given from "../given/Given.ts"
import { type Host, send } from "../Host.ts"
import { accountOptions } from "../run/options.ts"
import { readPlace } from "../run/settings.ts"
import { paintFor } from "../terminal/Paint.ts"

/**
 * The command.
 *
 * @since 0.1.0
 */
export const doctor = define({
  name: "doctor",
  usage: "backhand doctor [--symbols A,B] [options]",
  about: [
    "Checks whether reversals would work: credentials, clock, key, kind of account, permission, hold mode, rate limit,",
    "WebSocket, the contracts of --symbols and the journal of --journal. Each line says what was checked, what was found",
    "and what to do. Ends with 1 where a check fails. Changes nothing: the permission to trade is tried by cancelling an",
    "order that does not exist."
  ],
  operands: [],
  options: {
    symbols: { value: "A,B", summary: "contracts to look at" },
    ...accountOptions,
    journal: { value: "FILE.sqlite", summary: "the journal to look at" },
    json: { summary: "writes each finding as one line of JSON" }
  },
  examples: [
    {
      about: "Examines the account of a simulated exchange on port 8080:",
      args: ["doctor", "--url", "http://127.0.0.1:8080", "--symbols", "ETHUSDT"],
      output: [
        "ok       credentials   the environment has a key, what to sign with, and a passphrase",
        "ok       exchange      127.0.0.1:8080 answers",
        "ok       clock         this computer's clock is … the exchange's (± …)",
        "ok       key           the exchange knows the key, and signature and passphrase are right",
        "ok       account       a classic account, as reversals need",
        "ok       limit         10 orders a second (your account does not lead copy trading)",
        "ok       permission    the key may trade futures",
        "ok       hold mode     your account is in one-way mode: a reversal turns the whole position; signals with a size are refused",
        "skipped  socket        --url without --ws: none is used",
        "ok       ETHUSDT       sizes in steps of 0.01 from 0.01, prices in steps of 0.01, orders worth 5 or more, a reversal costs 0.12 % in fees"
      ]
    }
  ],
  run: async (values, _operands, host: Host) => {
    const place = readPlace(values)
    const [symbols, socket] = [Given.symbols(values.symbols), socketOf(place)]
    const { examine } = await import("./examine.ts")
    const { text } = await import("./Finding.ts")
    const paint = paintFor(host, "stdout")
    let isWell = true
    for await (const finding of examine({ host, place, symbols, socket, journal: values.journal })) {
      isWell &&= finding.status !== "fail"
      const line = values.json === true ? JSON.stringify(finding) : text(paint, finding)
      if (!(await send(host.stdout, `${line}\n`))) break
    }
    return isWell ? 0 : 1
  }
})
