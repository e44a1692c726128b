/** A simulated exchange in a process of its own, whose prices move: its memory is not the operator's. */
import { Limiter, Random, startSimulator } from "@backhand/bitget-simulator"
import { Position } from "@backhand/core"
import type { AtMarket, Books, FromMarket, ToMarket } from "./Messages.ts"

const send = (message: FromMarket): void => void process.send?.(message)

const { faults, minutes, seed, speed, symbols } = JSON.parse(process.argv[2] ?? "") as ToMarket
const random = Random.make(seed)

const listed = (symbol: string) => ({
  symbol,
  quoteCoin: "USDT",
  pricePlace: "2",
  sizeMultiplier: "0.01",
  takerFeeRate: "0.0006",
  price: "100",
  position: { mode: "one_way_mode", net: { side: random() < 0.5 ? "long" : "short", size: "2.5", entry: "100" } }
})

/** Four prices a minute, walking. */
const walk = () => {
  let cents = 10_000
  return Array.from({ length: minutes * 4 }, (_, quarter) => {
    cents = Math.max(5000, Math.min(20_000, cents + Math.round((random() - 0.5) * 60)))
    return { atMs: quarter * 15_000 + Math.floor(random() * 15_000), price: (cents / 100).toFixed(2) }
  })
}

// So many minutes of requests in one: every limit is multiplied by the speed.
const simulator = await startSimulator({
  symbols: symbols.map(listed),
  behaviour: { limitScale: speed },
  accounts: [{ balances: { USDT: "1000000000" } }],
  faults,
  seed
})
const reversed: Array<string> = []

const books = (): Books => {
  const executed = simulator.executions.map(({ clientOid }) => clientOid)
  const done = new Set(executed)
  const orders = simulator.arrivals.filter(({ path }) => path.endsWith("click-backhand"))
  return {
    executed: executed.length,
    twice: executed.length - done.size,
    missing: reversed.filter((clientOid) => !done.has(clientOid)).length,
    mostASecond: Limiter.most(
      orders.map(({ atMs }) => atMs),
      1000
    ),
    sides: symbols.map((symbol) => [symbol, Position.onlySide(simulator.position(symbol)) ?? null])
  }
}

/** Tells when it is over: by this process's clock, however late this process or the other one comes to it. */
const play = (): void => {
  for (const symbol of symbols) simulator.play(symbol, walk(), speed)
  setTimeout(() => send({ isOver: true }), (minutes * 60_000) / speed)
}

process.on("message", (message: AtMarket) => {
  if (message === "play") play()
  else if (message === "calm") simulator.faults.clear()
  else if (message === "books") send({ books: books() })
  else reversed.push(message.reversed)
})
process.on("disconnect", () => process.exit())
send({ open: { rest: simulator.rest, ws: simulator.ws, credentials: simulator.credentials } })
