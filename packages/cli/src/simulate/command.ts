/**
 * `backhand simulate`: the simulated exchange on this machine, for trying everything else out.
 *
 * @module
 * @since 0.1.0
 */
import type { Simulator } from "@backhand/bitget-simulator"
import { asCommandError } from "../asCommandError.ts"
import { define, type Values } from "../Command.ts"
import { CommandError } from "../CommandError.ts"
import * as Given from "../given/Given.ts"
import { readJson } from "../given/files.ts"
import { type Host, input, send } from "../Host.ts"
import { onInterrupt } from "../interrupts.ts"

const options = {
  port: { value: "0", summary: "port of the REST API; 0, the default, takes a free one" },
  "ws-port": { value: "0", summary: "port of the WebSocket; 0, the default, takes a free one" },
  symbols: { value: "FILE", summary: "JSON array of contracts, each with optional price and position" },
  candles: {
    value: "FILE",
    summary: "candles that the price follows and that are served as history, in CSV or Parquet"
  },
  symbol: { value: "NAME", summary: "the contract that the candles are of" },
  speed: { value: "60", summary: "plays the candles so many times as fast as they happened; default 1" },
  mode: { value: "one-way|hedge", summary: "hold mode of the account; default one-way" },
  faults: { value: "FILE.json", summary: "what goes wrong, and when: see docs/simulator.md" },
  seed: { value: "N", summary: "what credentials and faults are drawn from; default 1" },
  stay: { summary: "does not end when standard input closes" }
} as const

type SimulateValues = Values<typeof options>

const candlesOf = async (values: SimulateValues, symbols: unknown) => {
  if (values.candles === undefined) return undefined
  const { readPlayed } = await import("./readPlayed.ts")
  const speed = Given.decimal("speed", values.speed)
  return {
    ...(await readPlayed(values.candles, values.symbol, symbols)),
    speed: speed === undefined ? 1 : Number(speed)
  }
}

/** The file that an error of the simulator is about: its message begins with what the file holds. */
const inFile = (error: unknown, { candles, faults, symbols }: SimulateValues): unknown => {
  const ended = asCommandError(2, error)
  if (!(ended instanceof CommandError)) return ended
  const { message, remedy } = ended
  const found = Object.entries({ faults, symbols, "the symbols": symbols, bars: candles }).find(
    ([name, path]) => path !== undefined && message.startsWith(name)
  )
  return found === undefined ? ended : new CommandError(2, `${found[1]}: ${message}`, remedy)
}

/** A port that is taken, or may not be, is the work failing; whatever else does not hold was in the options. */
const failure = (error: unknown, values: SimulateValues): unknown => {
  const code = error instanceof Error && "code" in error ? error.code : undefined
  if (code === "EADDRINUSE" || code === "EACCES")
    return new CommandError(
      1,
      `simulate: the port cannot be used (${code})`,
      "choose another port, or 0 for a free one"
    )
  return inFile(error, values)
}

const startFrom = async (values: SimulateValues): Promise<Simulator> => {
  if (values.candles === undefined && (values.symbol ?? values.speed) !== undefined)
    throw new CommandError(2, "simulate: --symbol and --speed are about candles", "expected: --candles FILE with them")
  const [port, wsPort] = [
    Given.integer("port", values.port, 0, 65_535),
    Given.integer("ws-port", values["ws-port"], 0, 65_535)
  ]
  const symbols =
    values.symbols === undefined ? undefined : readJson(values.symbols, "a JSON array of contracts of the exchange")
  const faults =
    values.faults === undefined ? undefined : readJson(values.faults, "a fault plan: see docs/simulator.md")
  const mode = Given.oneOf("mode", values.mode, ["one-way", "hedge"])
  const seed = Given.integer("seed", values.seed)
  const candles = await candlesOf(values, symbols)
  const { startSimulate } = await import("@backhand/bitget-simulator")
  try {
    return await startSimulate({ port, wsPort, symbols, faults, mode, seed, candles })
  } catch (error) {
    throw failure(error, values)
  }
}

/** In a terminal: what to type in another one, so that the other commands trade here. */
const guide = ({ credentials, rest, ws }: Simulator): string =>
  [
    "In another terminal:",
    "",
    `  export BITGET_API_KEY=${credentials.apiKey}`,
    `  export BITGET_API_SECRET=${credentials.secret}`,
    `  export BITGET_API_PASSPHRASE=${credentials.passphrase}`,
    `  backhand doctor --url ${rest} --ws ${ws}`,
    "",
    "Running until Ctrl-C or Ctrl-D.",
    ""
  ].join("\n")

/** Resolves when an interrupt comes, or the end of standard input unless that is to be outlived. */
const ending = (host: Host, stays: boolean): Promise<void> =>
  new Promise((resolve) => {
    const done = (): void => {
      stop()
      resolve()
    }
    const stop = onInterrupt(host, done)
    if (stays) return
    for (const name of ["end", "close", "error"] as const) host.stdin.on(name, done)
    host.stdin.resume()
  })

/**
 * The command.
 *
 * @since 0.1.0
 */
export const simulate = define({
  name: "simulate",
  usage: "backhand simulate [options]",
  about: [
    "Starts a Bitget futures exchange on 127.0.0.1 and prints one JSON line with its addresses and the credentials of",
    "its account. The other commands trade on it as on the real one: give them its addresses with --url and --ws, and",
    "its credentials in BITGET_API_KEY, BITGET_API_SECRET and BITGET_API_PASSPHRASE. Ends on an interrupt (Ctrl-C), or",
    "when standard input closes."
  ],
  operands: [],
  options,
  examples: [
    {
      about: "Starts on port 8080; the same seed gives the same credentials:",
      args: ["simulate", "--port", "8080", "--seed", "7"],
      output: [
        '{"rest":"http://127.0.0.1:8080","ws":"ws://127.0.0.1:…/v2/ws","credentials":{"apiKey":"bg_…","secret":"…","passphrase":"…"}}'
      ]
    },
    {
      about: "Trades on what ETHUSDT did, sixty times as fast, behind a network that loses every fiftieth answer:",
      args: ["simulate", "--candles", "candles.csv", "--symbol", "ETHUSDT", "--speed", "60", "--faults", "faults.json"],
      output: ['{"rest":"http://127.0.0.1:…","ws":"ws://127.0.0.1:…/v2/ws","credentials":{…}}']
    }
  ],
  run: async (values, _operands, host) => {
    if (values.stay !== true) input(host)
    const simulator = await startFrom(values)
    try {
      const { simulateBanner } = await import("@backhand/bitget-simulator")
      const ended = ending(host, values.stay === true)
      const isHeard = await send(host.stdout, `${simulateBanner(simulator)}\n`)
      if (host.stdin.isTTY === true && host.stderr.isTTY === true) host.stderr.write(guide(simulator))
      if (isHeard) await ended
      return 0
    } finally {
      await simulator.close()
      host.stdin.destroy()
    }
  }
})
