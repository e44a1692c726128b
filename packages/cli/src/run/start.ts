/**
 * Puts a run together and sees it to its end.
 *
 * @module
 * @since 0.1.0
 */
import type { ReversalEvent } from "@backhand/core"
import {
  type Control,
  monotonicClock,
  type Recording,
  type SignalInput,
  sqliteJournal
} from "@backhand/reversal-operator"
import { type Observable, Subject } from "rxjs"
import { createReadStream } from "node:fs"
import type { Values } from "../Command.ts"
import type { ExitCode } from "../CommandError.ts"
import type { Instruments } from "../exchange/contracts.ts"
import { pricesOf } from "../exchange/prices.ts"
import * as Rest from "../exchange/Rest.ts"
import { checkFiles } from "../given/checkFiles.ts"
import { kindOf } from "../given/kindOf.ts"
import { type Host, input, type Interrupt } from "../Host.ts"
import { onInterrupt } from "../interrupts.ts"
import { checkFile, describe, signalsOf } from "../signals/signalSource.ts"
import { eventLine } from "./eventLine.ts"
import * as Log from "./Log.ts"
import type { Observer } from "./Observer.ts"
import type { runOptions } from "./options.ts"
import * as Output from "./Output.ts"
import * as Recorder from "./recorder.ts"
import { readSettings, restOf, type Settings } from "./settings.ts"
import { runToEnd } from "./stream.ts"
import { type Seen, venueOf } from "./venueOf.ts"

const addObservers = async (settings: Settings, observers: Array<Observer>, host: Host): Promise<void> => {
  if (settings.record !== undefined) {
    const recorder = Recorder.open(settings.record)
    observers.push({ entry: (entry: Recording.Entry) => recorder.write(entry), close: recorder.close })
  }
  if (settings.otlp === undefined && settings.metricsPort === undefined) return
  const { telemetry } = await import("./telemetry/telemetry.ts")
  const onServing = (url: string) => host.stderr.write(`Metrics for Prometheus: ${url}\n`)
  observers.push(await telemetry({ ...settings, now: monotonicClock.now, onServing }))
}

/** The guard on value needs a price: it is asked for before a signal is passed on. */
const priceBefore = (settings: Settings, control: Subject<Control>, log: Log.Log) => {
  if (settings.guards.maxNotional === null) return undefined
  const priceOf = pricesOf(Rest.make(restOf(settings.place)), settings.place.productType)
  return async ({ symbol }: SignalInput): Promise<void> => {
    try {
      const price = await priceOf(symbol)
      if (price !== undefined) control.next({ fact: "price", symbol, price })
    } catch (error) {
      log("warn", error instanceof Error ? error.message : String(error))
    }
  }
}

interface Ends {
  readonly control: Subject<Control>
  readonly output: Output.Output
  readonly log: Log.Log
}

const sourceOf = async (host: Host, settings: Settings, { control, log, output }: Ends) => {
  const [only, second] = settings.symbols
  const single = second === undefined ? only : undefined
  const isStdin = settings.signals === "-"
  const stdin = isStdin ? input(host) : undefined
  const name = isStdin ? "standard input" : settings.signals
  // A pipe cannot be read twice.
  if (!isStdin && kindOf(settings.signals) === "file") await checkFile(settings.signals, single)
  let bad = 0
  const signals: Observable<SignalInput> = signalsOf(() => stdin ?? createReadStream(settings.signals), {
    name,
    only: single,
    ready: output.ready,
    before: priceBefore(settings, control, log),
    onBad: (line, problem) => {
      bad++
      const { message, remedy } = describe(name, line, problem)
      log("error", `${message}; skipped. ${remedy}`, { line })
    }
  })
  return { signals, bad: () => bad }
}

const hint = (host: Host, { dryRun, journal, signals }: Settings, log: Log.Log): void => {
  if (signals === "-" && host.stdin.isTTY === true)
    host.stderr.write("Reading signals from the terminal; end with Ctrl-D.\n")
  if (dryRun === undefined && journal === undefined)
    log("warn", "without --journal FILE a crash forgets what was in flight")
}

interface Watching {
  readonly settings: Settings
  readonly observers: ReadonlyArray<Observer>
  readonly log: Log.Log
}

/** Says what the venue shows, and keeps the instruments that events are told with. */
const watch = ({ log, observers, settings }: Watching): Seen & { readonly known: () => Instruments } => {
  let known: Instruments = {}
  return {
    known: () => known,
    instruments: (found) => {
      known = found
      log("info", `ready: ${Object.keys(found).length} contracts of ${settings.place.productType}`)
    },
    socket: (state) => {
      for (const observer of observers) observer.socket?.(state)
      if (state.socket === "live") log("info", "the socket is live")
      else log("warn", `the socket is down (${state.why}); reading instead, again in ${state.retryMs} ms`)
    },
    read: (state) => {
      if (state.reads === "working") log("info", `the exchange answers again when ${state.what} are read`)
      else log("warn", `the exchange cannot be read: ${state.why} What depends on it waits, and is asked for again`)
    },
    unsent: (order) => log("info", `not sent (dry run): ${order.order} of ${order.symbol}`)
  }
}

/** What could not be written is the work failing; a reader that left is not. */
const flush = async (output: Output.Output): Promise<void> => {
  await output.ready()
  const failure = output.failure()
  if (failure !== undefined) throw failure
}

/**
 * Runs `backhand run`.
 *
 * Errors: rejects with a `CommandError`: 2 for options, credentials and signals that cannot be used, 1 for an exchange or
 * a journal that cannot.
 *
 * @since 0.1.0
 */
export const start = async (values: Values<typeof runOptions>, host: Host): Promise<ExitCode> => {
  const settings = readSettings(values)
  const { instrument, journal: orders, record, signals: source } = values
  checkFiles(
    Object.entries({ journal: orders, record }),
    Object.entries({ signals: source === "-" ? undefined : source, instrument })
  )
  const observers: Array<Observer> = []
  const say = Log.make(host, settings.logLevel, settings.isLogJson, monotonicClock.now)
  const log: Log.Log = (...line) => {
    say(...line)
    for (const observer of observers) observer.log?.(...line)
  }
  const [control, interrupts] = [new Subject<Control>(), new Subject<Interrupt>()]
  let stopListening: (() => void) | undefined
  const output = Output.make(host.stdout, () => control.next({ fact: "stop" }))
  try {
    const { bad, signals } = await sourceOf(host, settings, { control, log, output })
    await addObservers(settings, observers, host)
    const seen = watch({ settings, observers, log })
    const venue = await venueOf(host, settings, seen)
    hint(host, settings, log)
    const onEvent = (event: ReversalEvent.ReversalEvent): void => {
      log(...Log.ofEvent(event), { symbol: event.symbol, event: event.event })
      output.write(eventLine(event, seen.known()))
    }
    const journal = settings.journal === undefined ? undefined : sqliteJournal(settings.journal)
    stopListening = onInterrupt(host, (name) => interrupts.next(name))
    const code = await runToEnd({ settings, venue, journal, observers, signals, control, interrupts, log, onEvent })
    await flush(output)
    return bad() > 0 && code === 0 ? 2 : code
  } finally {
    host.stdin.destroy()
    for (const observer of observers) await observer.close()
    stopListening?.()
  }
}
