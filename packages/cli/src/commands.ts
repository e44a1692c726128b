/**
 * The table of commands. Each is its own module, loaded when it is asked for: the others cost no start-up time.
 *
 * @module
 * @since 0.1.0
 */
import type { Command } from "./Command.ts"

/**
 * One row: what the command does, in one line, and where it is.
 *
 * @since 0.1.0
 */
export interface Row {
  readonly summary: string
  readonly load: () => Promise<Command>
}

/**
 * Every command by its name, in the order of `backhand --help`.
 *
 * @since 0.1.0
 */
export const commands: Readonly<Record<string, Row>> = {
  doctor: {
    summary: "checks key, account, clock, limits and contracts, and says what to do",
    load: async () => (await import("./doctor/command.ts")).doctor
  },
  simulate: {
    summary: "starts a simulated exchange on this machine",
    load: async () => (await import("./simulate/command.ts")).simulate
  },
  run: {
    summary: "trades live: signals in, reversals out, one JSON line an event",
    load: async () => (await import("./run/command.ts")).run
  },
  reverse: {
    summary: "one reversal by hand: shows, asks, sends, settles",
    load: async () => (await import("./reverse/command.ts")).reverse
  },
  journal: {
    summary: "lists the orders of a journal and what came of them",
    load: async () => (await import("./journal/command.ts")).journal
  },
  certify: {
    summary: "feeds a recording back through the engine: the same decisions, byte for byte?",
    load: async () => (await import("./certify/command.ts")).certify
  },
  backtest: {
    summary: "runs signals or a strategy on recorded candles",
    load: async () => (await import("./backtest/command.ts")).backtest
  },
  sweep: {
    summary: "a strategy with every combination of its parameters, best first",
    load: async () => (await import("./sweep/command.ts")).sweep
  },
  parity: {
    summary: "the same strategy live on a simulated exchange and offline: the same to the last digit?",
    load: async () => (await import("./parity/command.ts")).parity
  },
  candles: {
    summary: "downloads history from the exchange, to CSV or Parquet",
    load: async () => (await import("./candles/command.ts")).candles
  },
  conform: {
    summary: "answers JSON lines: what a reversal does, what a code means, how a request is signed",
    load: async () => (await import("./conform/command.ts")).conform
  },
  completions: {
    summary: "writes a script that makes bash, zsh or fish complete commands and options",
    load: async () => (await import("./completions/command.ts")).completions
  }
}
