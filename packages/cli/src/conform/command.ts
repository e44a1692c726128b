/**
 * `backhand conform`: the contract through which other languages and outside checks talk to Backhand.
 *
 * @module
 * @since 0.1.0
 */
import { define } from "../Command.ts"
import { CommandError } from "../CommandError.ts"
import { type Answerer, answerLines } from "./answerLines.ts"

/** Loaded on demand: the signer's cryptography is not needed to reverse a position. */
const answererFor = async (values: { readonly codes?: true; readonly sign?: true }): Promise<Answerer> => {
  if (values.codes && values.sign)
    throw new CommandError(2, "conform: --codes and --sign read different lines", "expected: one of the two")
  if (values.codes) return (await import("./answerCode.ts")).answerCode
  if (values.sign) return (await import("./answerSign.ts")).answerSign
  return (await import("./answerReversal.ts")).answerReversal
}

/**
 * The command.
 *
 * @since 0.1.0
 */
export const conform = define({
  name: "conform",
  usage: "backhand conform [--codes | --sign] < lines.jsonl",
  about: [
    "Reads JSON lines from standard input and answers each with one line on standard output, in order. A line that",
    'cannot be answered is answered too, with "ok":false and a tag, a message and a remedy; it never ends the run.',
    "The fields of all three forms are in docs/conform.md."
  ],
  operands: [],
  options: {
    codes: { summary: "reads answers of the exchange: what each means, and when it may be sent again" },
    sign: { summary: "reads requests and signs them (made-up secrets only: they pass through a pipe)" }
  },
  examples: [
    {
      about: "Reverses 3 of a long of 20:",
      args: ["conform"],
      input:
        '{"id":"1","position":{"mode":"hedge_mode","long":{"size":"20","entry":"3000"}},"reverse":{"side":"long","size":"3"},"price":"3100"}',
      output: [
        '{"id":"1","ok":true,"request":{"symbol":"ETHUSDT","productType":"USDT-FUTURES","marginCoin":"USDT","size":"3","side":"buy","tradeSide":"open"},"position":{"mode":"hedge_mode","long":{"size":"17","entry":"3000"},"short":{"size":"3","entry":"3100"}},"closed":"3","opened":"3","realized":"300","fees":"11.16"}'
      ]
    },
    {
      about: "Asks what a code means:",
      args: ["conform", "--codes"],
      input: '{"id":"1","status":400,"body":"{\\"code\\":\\"40757\\"}"}',
      output: ['{"id":"1","answer":"refused","retry":"never","code":"40757"}']
    },
    {
      about: "Signs a request:",
      args: ["conform", "--sign"],
      input:
        '{"id":"1","secret":"test_secret_key","timestamp":"1640001112223","method":"GET","path":"/api/endpoint","query":{"one":"1"}}',
      output: [
        '{"id":"1","prehash":"1640001112223GET/api/endpoint?one=1","signature":"kvPbaSU9pqCoHNIpaxQAEYc77QZImmqgm/yrUHTG+rc="}'
      ]
    }
  ],
  run: async (values, _operands, host) => {
    const answerer = await answererFor(values)
    if (host.stdin.isTTY) host.stderr.write("Reading JSON lines from the terminal; end with Ctrl-D.\n")
    await answerLines(host, answerer)
    return 0
  }
})
