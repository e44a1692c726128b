/** One client in a process of its own: CPU time is the process's. */
import { clients } from "./clients.mts"
import { beyond, type Figures, type Send, type Slice, symbols } from "./Order.mts"

const [name = "", base = ""] = process.argv.slice(2)

const at = (sorted: ReadonlyArray<number>, share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN

const run = async (send: Send, { count, width }: Slice): Promise<Figures> => {
  const latencies: Array<number> = []
  let left = count
  const worker = async (symbol: string): Promise<void> => {
    while (left-- > 0) {
      const start = performance.now()
      await send(symbol)
      latencies.push((performance.now() - start) * 1000)
    }
  }
  const [start, cpu, settled] = [performance.now(), process.cpuUsage(), beyond.micros]
  await Promise.all(symbols.slice(0, width).map(worker))
  const { system, user } = process.cpuUsage(cpu)
  const seconds = (performance.now() - start) / 1000
  const sorted = latencies.toSorted((a, b) => a - b)
  return {
    cpu: (system + user) / count,
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
