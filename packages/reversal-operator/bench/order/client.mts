/** One client in a process of its own: what it takes is the process's. */
import { existsSync, readFileSync } from "node:fs"
import { clients } from "./clients.mts"
import { beyond, type Figures, type Send, type Slice, symbols } from "./Order.mts"

const [name = "", base = ""] = process.argv.slice(2)

const at = (sorted: ReadonlyArray<number>, share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN

const schedule = "/proc/self/schedstat"

/** Microseconds of CPU of the thread that runs the client's code; of the whole process where the system does not tell. */
const ofThread = (): number => {
  if (existsSync(schedule)) return Number(readFileSync(schedule, "utf8").split(" ")[0]) / 1000
  const { system, user } = process.cpuUsage()
  return system + user
}

const run = async (send: Send, { count, isBurst = false, width }: Slice): Promise<Figures> => {
  const latencies: Array<number> = []
  const one = async (symbol: string): Promise<void> => {
    const start = performance.now()
    await send(symbol)
    latencies.push((performance.now() - start) * 1000)
  }
  let left = count
  const worker = async (symbol: string): Promise<void> => {
    while (left-- > 0) await one(symbol)
  }
  const used = symbols.slice(0, width)
  const [start, cpu, thread, settled] = [performance.now(), process.cpuUsage(), ofThread(), beyond.micros]
  if (isBurst) for (let sent = 0; sent < count; sent += width) await Promise.all(used.map(one))
  else await Promise.all(used.map(worker))
  const { system, user } = process.cpuUsage(cpu)
  const seconds = (performance.now() - start) / 1000
  const sorted = latencies.toSorted((a, b) => a - b)
  return {
    cpu: (system + user) / count,
    thread: (ofThread() - thread) / count,
    settling: (beyond.micros - settled) / count,
    perSecond: count / seconds,
    p50: at(sorted, 0.5),
    p99: at(sorted, 0.99)
  }
}

const send = await clients[name]?.(base)
if (send === undefined) throw new Error(`no client ${name}`)
process.on("message", (slice: Slice) => void run(send, slice).then((figures) => process.send?.(figures)))
process.on("disconnect", () => process.exit())
process.send?.("ready")
