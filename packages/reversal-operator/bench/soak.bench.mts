/**
 * An hour of market in a minute: a hundred symbols traded through the venue on a simulated exchange that fails. Prints what
 * became of every signal and order, and the heap after collections. Exits with 1 where anything was lost or memory grew.
 *
 *     MINUTES=60 SPEED=60 node --conditions=@backhand/source bench/soak.bench.mts
 */
import { isDeepStrictEqual } from "node:util"
import { setFlagsFromString } from "node:v8"
import { runInNewContext } from "node:vm"
import { soak } from "../test/soak/soak.ts"

const minutes = Number(process.env["MINUTES"] ?? 60)
const speed = Number(process.env["SPEED"] ?? 60)

setFlagsFromString("--expose-gc")
const collect = runInNewContext("gc") as () => void

/** Bytes in use after a collection, from the first look to the last. */
const heap: Array<number> = []
const look = (): void => {
  collect()
  heap.push(process.memoryUsage().heapUsed)
}
const { books, ledger, rejections, seconds, sockets } = await soak(minutes, speed, 100, { look })

let isMissed = false
const check = (what: string, isReached: boolean, figure: number | string): void => {
  if (!isReached) isMissed = true
  console.log(`  ${isReached ? "reached" : "MISSED "}  ${what}: ${figure}`)
}
const megabytes = (bytes: number): string => (bytes / 2 ** 20).toFixed(1)
const mean = (values: ReadonlyArray<number>): number => values.reduce((sum, value) => sum + value, 0) / values.length
const third = heap.length / 3
const [middle, last] = [mean(heap.slice(third, 2 * third)), mean(heap.slice(2 * third))]

console.log(`Node ${process.versions.node}: ${minutes} minutes of market, 100 symbols, in ${seconds.toFixed(0)} s`)
for (const [name, count] of ledger.counts) console.log(`  ${name.padEnd(40)} ${String(count).padStart(8)}`)
console.log(`  ${"reversals in the exchange's books".padEnd(40)} ${String(books.executed).padStart(8)}`)
console.log(`  ${"private sockets opened".padEnd(40)} ${String(sockets).padStart(8)}`)
console.log(`  heap after collections, MiB: ${heap.map(megabytes).join(" ")}`)
check("reversals done twice", books.twice === 0, books.twice)
check("orders reported as reversed that are not in the books", books.missing === 0, books.missing)
check("signals without an end", ledger.signals.size === 0, ledger.signals.size)
check("orders without an end", ledger.orders.size === 0, ledger.orders.size)
check("events of nothing that is known", ledger.strays.length === 0, ledger.strays.length)
check("halted symbols", ledger.halted.length === 0, ledger.halted.length)
check("unhandled rejections", rejections.length === 0, rejections.length)
check("most requests in a second", books.mostASecond <= 10 * speed, `${books.mostASecond} of ${10 * speed}`)
check("positions as last asked for", isDeepStrictEqual(new Map(books.sides), ledger.sides), books.sides.length)
check("heap, last third to middle third", last < middle * 1.05 + 2 ** 19, (last / middle).toFixed(3))
process.exitCode = isMissed ? 1 : 0
