/**
 * The trading process: a strategy, `reverseOn()`, and a journal on disk. It is killed and started anew while the dashboard
 * looks on, so everything that it knows it tells line by line.
 */
import type { MarketEvent, Wish } from "@backhand/backtest-adapter"
import { bitget, type Control, Recording, reverseOn, sqliteJournal } from "@backhand/reversal-operator"
import { Credentials } from "@backhand/signer"
import * as Result from "effect/Result"
import { groupBy, map, mergeMap, type Observable, Subject } from "rxjs"
import { smaCross } from "../smaCross.ts"
import type { FromTrader, Start, ToTrader } from "./ipc.ts"

const say = (message: FromTrader): void => {
  if (process.connected) process.send?.(message)
}

const end = (code: number): void => {
  process.exitCode = code
  if (process.connected) process.disconnect?.()
}

const venueOf = ({ credentials: { apiKey, passphrase, secret }, rest, ws }: Start) =>
  bitget({
    credentials: Result.getOrThrow(Credentials.hmac({ key: apiKey, secret, passphrase })),
    productType: "USDT-FUTURES",
    restUrl: rest,
    wsUrl: ws,
    onSocket: ({ socket }) => say({ say: "socket", state: socket })
  })

/** The demo's strategy, for every symbol on its own. */
const strategy = (bars$: Observable<MarketEvent.Bar>, { fast, slow }: Start): Observable<Wish> =>
  bars$.pipe(
    groupBy(({ symbol }) => symbol),
    mergeMap((symbol$) => symbol$.pipe(smaCross(fast, slow)))
  )

const begin = (start: Start) => {
  const bars$ = new Subject<MarketEvent.Bar>()
  const wishes$ = new Subject<Wish>()
  const control$ = new Subject<Control>()
  let count = 0
  const signals$ = wishes$.pipe(map(({ side, symbol }) => ({ symbol, side, id: `${process.pid}-${++count}` })))
  signals$
    .pipe(
      reverseOn({
        venue: venueOf(start),
        whenFlat: { enter: start.size },
        journal: sqliteJournal(start.journal, { synchronous: "normal" }),
        control: control$,
        record: (entry) => say({ say: "entry", line: Recording.encode(entry) })
      })
    )
    .subscribe({
      error: (error: unknown) => {
        say({ say: "failed", why: error instanceof Error ? error.message : String(error) })
        end(1)
      },
      complete: () => end(0)
    })

  // Of everything that was wished before the start only the newest of each symbol still stands.
  const standing = new Map<string, Wish>(start.standing.map((wish) => [wish.symbol, wish]))
  let isLive = false
  strategy(bars$, start).subscribe((wish) => (isLive ? wishes$.next(wish) : standing.set(wish.symbol, wish)))
  for (const bar of start.history) bars$.next(bar)
  isLive = true
  for (const wish of standing.values()) wishes$.next(wish)

  return (message: Exclude<ToTrader, Start>): void => {
    if (message.say === "bars") for (const bar of message.bars) bars$.next(bar)
    else if (message.say === "wishes") for (const wish of message.wishes) wishes$.next(wish)
    else control$.next({ fact: "stop" })
  }
}

let hear: ReturnType<typeof begin> | undefined

process.on("message", (message: ToTrader) => {
  if (message.say === "start") hear = begin(message)
  else hear?.(message)
})
// Whoever started it is gone: nothing is left to trade for.
process.on("disconnect", () => process.exit())
