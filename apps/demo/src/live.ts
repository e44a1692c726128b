/** The live half of the demo: `reverseOn()` sends signed orders over loopback HTTP to the simulated exchange. */
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { Limiter, startSimulator } from "@backhand/bitget-simulator"
import type { MarketEvent, Wish } from "@backhand/backtest-adapter"
import { type ReversalEvent, Wire } from "@backhand/core"
import { bitget, readJournal, Recording, reverseOn, sqliteJournal } from "@backhand/reversal-operator"
import { Credentials } from "@backhand/signer"
import * as Result from "effect/Result"
import {
  filter,
  firstValueFrom,
  lastValueFrom,
  type OperatorFunction,
  of,
  ReplaySubject,
  Subject,
  skip,
  tap
} from "rxjs"
import { type DemoFill, describe, describePosition } from "./DemoFill.ts"
import type { Series } from "./series.ts"

export interface Live {
  readonly fills: ReadonlyArray<DemoFill>
  readonly events: ReadonlyArray<ReversalEvent.ReversalEvent>
  readonly position: string
  /** What the exchange's own books say about requests: all of them, and the most in any rolling second. */
  readonly requests: number
  readonly mostInASecond: number
  /** Orders in the journal on disk, and those of which it does not know the end. */
  readonly journal: { readonly orders: number; readonly open: number }
  /** Every decision made again by a second engine from the recording: how many, and whether all were the same. */
  readonly repeated: { readonly steps: number; readonly isSame: boolean }
}

type Simulator = Awaited<ReturnType<typeof startSimulator>>

const orderPaths = new Set<string>([Wire.path.reversal, Wire.path.entry])

const isFinal = ({ event }: ReversalEvent.ReversalEvent): boolean =>
  event === "settled" || event === "held" || event === "refused" || event === "expired" || event === "halted"

const barAt = ({ bars, instrument }: Series, i: number): MarketEvent.Bar => ({
  kind: "bar",
  symbol: instrument.symbol,
  at: (bars.time[i] ?? 0) + bars.intervalMs,
  time: bars.time[i] ?? 0,
  open: bars.open[i] ?? 0,
  high: bars.high[i] ?? 0,
  low: bars.low[i] ?? 0,
  close: bars.close[i] ?? 0,
  volume: bars.volume[i] ?? 0
})

const credentialsOf = ({ credentials: { apiKey, passphrase, secret } }: Simulator) =>
  Result.getOrThrow(Credentials.hmac({ key: apiKey, secret, passphrase }))

/** Plays the market into the strategy; the events are kept, so that none is missed between two bars. */
const connect = (simulator: Simulator, series: Series, strategy: Strategy, size: string, journal: string) => {
  const market$ = new Subject<MarketEvent.MarketEvent>()
  const finals$ = new ReplaySubject<ReversalEvent.ReversalEvent>()
  const events: Array<ReversalEvent.ReversalEvent> = []
  const entries: Array<Recording.Entry> = []
  let wishes = 0
  const venue = bitget({
    credentials: credentialsOf(simulator),
    productType: series.instrument.productType,
    symbols: [series.instrument.symbol],
    restUrl: simulator.rest,
    wsUrl: simulator.ws
  })
  const ended = lastValueFrom(
    market$.pipe(
      strategy,
      tap(() => wishes++),
      reverseOn({
        venue,
        whenFlat: { enter: size },
        journal: sqliteJournal(journal),
        record: (entry) => entries.push(entry)
      }),
      tap((event) => events.push(event)),
      filter(isFinal),
      tap(finals$)
    ),
    { defaultValue: undefined }
  )
  /** Resolves when everything that was wished so far has come to its end. */
  const quiet = () => firstValueFrom(wishes === 0 ? of(undefined) : finals$.pipe(skip(wishes - 1)))
  return { market$, events, entries, quiet, ended }
}

type Strategy = OperatorFunction<MarketEvent.MarketEvent, Wish>

/** The exchange's own book of executions, each with the bar during which it came. */
const makeBook = (simulator: Simulator) => {
  const fills: Array<DemoFill> = []
  return {
    fills,
    note(bar: number): void {
      const trades = simulator.exchange.state.accounts.get(simulator.accounts[0]?.uid ?? "")?.trades ?? []
      for (const trade of trades.slice(fills.length))
        fills.push(describe(bar, { ...trade, side: trade.leg }, { fee: trade.fee, profit: trade.profit }))
    }
  }
}

const journalOf = (file: string): Live["journal"] => {
  const orders = readJournal(file)
  return { orders: orders.length, open: orders.filter(({ settledAtMs }) => settledAtMs === null).length }
}

const repeatedOf = (entries: ReadonlyArray<Recording.Entry>): Live["repeated"] => {
  const { isSame } = Recording.certify(entries)
  return { steps: entries.length - 1, isSame }
}

/**
 * Runs the strategy live on a simulated exchange of its own, a bar after the other: the price moves to the next bar's
 * open, the strategy is told the bar that has closed, and the next one waits until every order has settled.
 */
export const runLive = async (
  series: Series,
  strategy: Strategy,
  size: string,
  onBar: (bar: number, orders: number) => void
): Promise<Live> => {
  const { bars, contract, instrument, price } = series
  const simulator = await startSimulator({ symbols: [{ ...contract, price: price(bars.open[0] ?? 1) }] })
  const directory = mkdtempSync(join(tmpdir(), "backhand-demo-"))
  const journal = join(directory, "journal.sqlite")
  try {
    const book = makeBook(simulator)
    const { ended, entries, events, market$, quiet } = connect(simulator, series, strategy, size, journal)
    for (let i = 0; i < bars.length - 1; i++) {
      simulator.setPrice(instrument.symbol, price(bars.open[i + 1] ?? 1))
      market$.next(barAt(series, i))
      await Promise.race([quiet(), ended])
      book.note(i + 1)
      onBar(i, simulator.executions.length)
    }
    market$.complete()
    await ended
    const orders = simulator.arrivals.filter(({ path }) => orderPaths.has(path))
    return {
      fills: book.fills,
      events,
      position: describePosition(instrument, simulator.position(instrument.symbol)),
      requests: orders.length,
      mostInASecond: Limiter.most(
        orders.map(({ atMs }) => atMs),
        1000
      ),
      journal: journalOf(journal),
      repeated: repeatedOf(entries)
    }
  } finally {
    await simulator.close()
    rmSync(directory, { recursive: true, force: true })
  }
}
