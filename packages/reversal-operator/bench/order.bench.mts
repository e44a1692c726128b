/**
 * One signed reversal from signal to decoded answer, beside the peers and beside a pool that sends what was signed
 * beforehand: CPU time of the client's process, latency and rate, same loopback server, one run.
 *
 * - **cold** the first 50 orders of a new process whose connection is open, after one that is not counted: so lives a trader
 *   with some orders a minute, whose code is never compiled. New processes in each round. The main thread is measured: V8
 *   compiles undici's parser in another, once, for everybody who uses undici.
 * - **warm** when everybody's code is compiled, after as many orders for each: one at a time, 16 in flight, and 16 at once
 *   when all are answered, as a strategy turns its symbols when a candle closes. The whole process is measured.
 *
 * Every client has a process of its own, and they take turns; who begins a round changes. "To bare" is CPU in units of the
 * bare pool's in the same round: 1 is what sending and receiving cost, the rest is what the client adds. "Settling" is how long
 * the settlement of the order held the process; it is part of the CPU but for waits for the disk, the others do nothing of
 * the kind, and goals are held to what is left. All figures are medians of the rounds, with the least and the most. Exits
 * with 1 where a goal is missed. Cold, none is set for bitget-api: a bare pool already takes more than a quarter of it.
 */
import { clients } from "./order/clients.mts"
import { type Contestant, startClient, startServer } from "./order/Contestant.mts"
import type { Figures } from "./order/Order.mts"
import { bare, judge, print, type Rounds } from "./order/table.mts"

const rounds = Number(process.env["ROUNDS"] ?? 5)
const scale = Number(process.env["SCALE"] ?? 1)
const names = Object.keys(clients)
const server = await startServer()

/** Who is dear by far sends fewer: a slice must be long enough for some collections of garbage, not longer. */
const shareOf = (name: string): number => (name.endsWith("synchronous") ? 1 / 12 : name === "bitget-api" ? 1 / 4 : 1)

/** Lets everybody have a turn in every round, each time somebody else first. */
const takeTurns = async (turn: (name: string) => Promise<Figures>): Promise<Rounds> => {
  const figures = new Map<string, Array<Figures>>(names.map((name) => [name, []]))
  for (let round = 0; round < rounds; round++)
    for (let place = 0; place < names.length; place++) {
      const name = names[(round + place) % names.length] ?? ""
      figures.get(name)?.push(await turn(name))
    }
  return figures
}

console.log(`Node ${process.versions.node}, ${rounds} rounds`)
const cold = await takeTurns(async (name) => {
  const client = await startClient(name, server.base)
  await client.measure({ count: 1, width: 1 })
  const figures = await client.measure({ count: 50, width: 1 })
  await client.stop()
  return figures
})
print("cold, one at a time", cold, "thread")
let isReached = judge(cold, "thread", { [bare]: 1.3, ccxt: 1 })

const warm = new Map<string, Contestant>()
for (const name of names) {
  const client = await startClient(name, server.base)
  await client.measure({ count: 10_000, width: 16 })
  await client.measure({ count: 2000, width: 1 })
  warm.set(name, client)
}
for (const [title, slice] of [
  ["warm, one at a time", { count: 6000, width: 1 }],
  ["warm, 16 in flight", { count: 6000, width: 16 }],
  ["warm, 16 at once", { count: 1920, width: 16, isBurst: true }]
] as const) {
  const figures = await takeTurns(async (name) => {
    const client = warm.get(name)
    if (client === undefined) throw new Error(`no process of ${name}`)
    const count = slice.width * Math.ceil((slice.count * scale * shareOf(name)) / slice.width)
    return client.measure({ ...slice, count })
  })
  print(title, figures, "cpu")
  isReached = judge(figures, "cpu", { [bare]: 1.3, ccxt: 1, "bitget-api": 0.25 }) && isReached
}
for (const client of warm.values()) await client.stop()
server.stop()
process.exitCode = isReached ? 0 : 1
