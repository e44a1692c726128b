import { fork } from "node:child_process"
import { once } from "node:events"
import { fileURLToPath } from "node:url"
import { bitget, memoryJournal, reverseOn, type SignalInput } from "@backhand/reversal-operator"
import { finalize, lastValueFrom, Subject, tap } from "rxjs"
import { WebSocket } from "ws"
import { credentialsOf } from "../bitget/credentialsOf.ts"
import { Ledger } from "./Ledger.ts"
import type { AtMarket, Books, FromMarket, Opened } from "./Messages.ts"

export interface SoakReport {
  readonly ledger: Ledger
  readonly books: Books
  readonly rejections: ReadonlyArray<unknown>
  readonly sockets: number
  readonly seconds: number
}

/** Everything that goes wrong at an exchange, in an hour that lasts `wholeMs`. */
const faultsOver = (wholeMs: number, paths: ReadonlyArray<string>) => {
  const at = (share: number) => Math.floor(wholeMs * share)
  return {
    latency: { forwardMs: [0, 8], backMs: [0, 8] },
    loseBefore: 0.01,
    loseAfter: 0.01,
    htmlErrorsAfter: 0.005,
    uncertain: { rate: 0.01, executed: 0.5 },
    slowReads: { rate: 0.02, ms: 30 },
    pushes: { drop: 0.02, duplicate: 0.02, reorder: 0.03, reset: 0.0005 },
    behaviour: { readLagMs: 40, openDelayMs: 5 },
    paths,
    windows: [
      { fromMs: at(0.3), toMs: at(0.33), set: { uncertain: { rate: 1, code: "45001", executed: 0.5 } } },
      { fromMs: at(0.6), toMs: at(0.62), set: { uncertain: { rate: 1, code: "40725", executed: 0.2 } } },
      { fromMs: at(0.8), toMs: at(0.81), set: { htmlErrors: 1 } }
    ],
    events: [0.2, 0.5, 0.7].map((share) => ({ atMs: at(share), event: "reset-sockets" }))
  }
}

/** Calls with every last price that the exchange's public channel tells of. */
const followPrices = async (
  { ws }: Opened,
  symbols: ReadonlyArray<string>,
  on: (symbol: string, price: number) => void
) => {
  const socket = new WebSocket(`${ws}/public`)
  await once(socket, "open")
  const args = (from: number) =>
    symbols.slice(from, from + 40).map((instId) => ({ instType: "USDT-FUTURES", channel: "ticker", instId }))
  for (let from = 0; from < symbols.length; from += 40)
    socket.send(JSON.stringify({ op: "subscribe", args: args(from) }))
  socket.on("message", (data: Buffer) => {
    const { data: rows } = JSON.parse(data.toString()) as { data?: ReadonlyArray<{ instId: string; lastPr: string }> }
    for (const { instId, lastPr } of rows ?? []) on(instId, Number(lastPr))
  })
  return socket
}

/** How often a soak's memory may be looked at. */
const samples = 30

/** Trades `count` symbols through so many minutes of a market, `speed` times as fast as they happened. */
export const soak = async (
  minutes: number,
  speed: number,
  count: number,
  { look = () => {}, seed = 1 }: { readonly look?: () => void; readonly seed?: number } = {}
): Promise<SoakReport> => {
  const symbols = Array.from({ length: count }, (_, index) => `S${index}USDT`)
  const wholeMs = (minutes * 60_000) / speed
  const task = { minutes, speed, seed, symbols, faults: faultsOver(wholeMs, ["click-backhand"]) }
  const market = fork(fileURLToPath(new URL("market.ts", import.meta.url)), [JSON.stringify(task)], {
    execArgv: ["--conditions=@backhand/source"]
  })
  const heard = async (): Promise<FromMarket> => ((await once(market, "message")) as [FromMarket])[0]
  const tell = (message: AtMarket) => void market.send(message)
  const first = await heard()
  if (!("open" in first)) throw new Error("the market did not open")
  const { credentials, rest, ws } = first.open

  const rejections: Array<unknown> = []
  const onRejection = (reason: unknown) => void rejections.push(reason)
  process.on("unhandledRejection", onRejection)
  let sockets = 0
  const signals = new Subject<SignalInput>()
  const ledger = new Ledger((clientOid) => tell({ reversed: clientOid }))
  const venue = bitget({
    credentials: credentialsOf(credentials),
    productType: "USDT-FUTURES",
    restUrl: rest,
    wsUrl: ws,
    knowsLimit: true,
    onSocket: ({ socket }) => void (sockets += Number(socket === "live"))
  })
  const timing = { lifeMs: 4000, answerMs: 1000, lagMs: 200, readMs: 50, settleMs: 20_000 }
  const limit = { limit: 10 * speed, windowMs: 1000 }
  const done = lastValueFrom(
    signals.pipe(
      reverseOn({ venue, limit, timing, journal: memoryJournal() }),
      tap((event) => ledger.hear(event)),
      finalize(() => process.off("unhandledRejection", onRejection))
    )
  )

  const means = new Map<string, number>()
  let wishes = 0
  const prices = await followPrices(first.open, symbols, (symbol, price) => {
    const mean = (means.get(symbol) ?? price) * 0.8 + price * 0.2
    means.set(symbol, mean)
    const side = price >= mean ? "long" : "short"
    const id = String(++wishes)
    ledger.wish(id, symbol, side)
    signals.next({ symbol, side, id })
  })
  const started = performance.now()
  tell("play")
  const over = heard()
  for (let sample = 0; sample < samples; sample++) {
    await new Promise((resolve) => setTimeout(resolve, wholeMs / samples))
    look()
  }
  await over
  prices.terminate()
  tell("calm")
  signals.complete()
  await done
  const seconds = (performance.now() - started) / 1000
  tell("books")
  const last = await heard()
  market.disconnect()
  if (!("books" in last)) throw new Error("the market kept no books")
  return { ledger, books: last.books, rejections, sockets, seconds }
}
