import { type SimulatorOptions, startSimulator } from "@backhand/bitget-simulator"
import type { ReversalEvent } from "@backhand/core"
import {
  bitget,
  type BitgetOptions,
  reverseOn,
  type ReverseOnOptions,
  type SignalInput
} from "@backhand/reversal-operator"
import { concatMap, filter, firstValueFrom, from, materialize, type Observable, ReplaySubject, Subject } from "rxjs"
import { credentialsOf } from "./credentialsOf.ts"

type Event = ReversalEvent.ReversalEvent

/** A simulated exchange, and the operator on an account of it. */
export const openDesk = async (
  simulated: SimulatorOptions = {},
  venue: Partial<BitgetOptions> = {},
  options: Partial<ReverseOnOptions> = {}
) => {
  const simulator = await startSimulator(simulated)
  const signals = new Subject<SignalInput>()
  const events = new ReplaySubject<Event>()
  const made = bitget({
    credentials: credentialsOf(simulator.credentials),
    productType: "USDT-FUTURES",
    symbols: ["ETHUSDT", "BTCUSDT"],
    restUrl: simulator.rest,
    wsUrl: simulator.ws,
    ...venue
  })
  const subscription = signals.pipe(reverseOn({ venue: made, whenFlat: { enter: "1" }, ...options })).subscribe(events)
  let taken = 0
  const numbered: Observable<readonly [Event, number]> = events.pipe(
    concatMap((event, k) => from([[event, k] as const]))
  )
  /** The next event of a name, after the one that was waited for last. */
  const until = async <Name extends Event["event"]>(name: Name): Promise<Extract<Event, { event: Name }>> => {
    const [event, k] = await firstValueFrom(
      numbered.pipe(filter(([{ event: other }, at]) => other === name && at >= taken))
    )
    taken = k + 1
    return event as Extract<Event, { event: Name }>
  }
  /** How the stream ended. */
  const ended = () =>
    firstValueFrom(
      events.pipe(
        materialize(),
        filter(({ kind }) => kind !== "N")
      )
    )
  const close = async (): Promise<void> => {
    subscription.unsubscribe()
    await simulator.close()
  }
  return { simulator, signals, until, ended, close }
}
