/**
 * One signed reversal from signal to decoded answer, beside the peers and beside a pool that sends what was signed
 * beforehand: CPU time, latency and rate, one at a time and 16 in flight, same loopback server, one run. What settling the
 * order afterwards costs stands apart: the peers do nothing of the kind.
 *
 * Every client has a process of its own, and they take turns within every round; figures are medians of the rounds, which are
 * long enough for every client's code to be compiled.
 * Exits with 1 where a goal is missed.
 */
import { type ChildProcess, fork } from "node:child_process"
import { once } from "node:events"
import { fileURLToPath } from "node:url"
import { clients } from "./order/clients.mts"
import type { Figures, Slice } from "./order/Order.mts"

const rounds = Number(process.env["ROUNDS"] ?? 5)
const scale = Number(process.env["SCALE"] ?? 3)

const start = (file: string, ...args: ReadonlyArray<string>): ChildProcess => {
  const child = fork(fileURLToPath(new URL(`order/${file}`, import.meta.url)), args, {
    execArgv: ["--conditions=@backhand/source"]
  })
  // Nobody would ever hear from it again.
  return child.on("exit", (code) => code !== 0 && process.exit(1))
}
const heard = async <A,>(child: ChildProcess): Promise<A> => ((await once(child, "message")) as [A])[0]
const median = (values: ReadonlyArray<number>): number =>
  values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN

const server = start("server.mts")
const { port } = await heard<{ readonly port: number }>(server)
const names = Object.keys(clients)
const processes = new Map<string, ChildProcess>()
for (const name of names) {
  const child = start("client.mts", name, `http://127.0.0.1:${port}`)
  await heard(child)
  processes.set(name, child)
}

const measure = async (name: string, slice: Slice): Promise<Figures> => {
  const child = processes.get(name)
  if (child === undefined) throw new Error(`no process of ${name}`)
  const answer = heard<Figures>(child)
  // Waiting for the disk takes milliseconds: fewer orders say as much.
  child.send({ ...slice, count: name.endsWith("synchronous") ? Math.ceil(slice.count / 8) : slice.count })
  return answer
}

/** Figures by name, round by round. */
const compare = async (slice: Slice): Promise<ReadonlyMap<string, ReadonlyArray<Figures>>> => {
  const figures = new Map<string, Array<Figures>>(names.map((name) => [name, []]))
  for (const name of names) await measure(name, slice)
  for (let round = 0; round < rounds; round++)
    for (let turn = 0; turn < names.length; turn++) {
      const name = names[(round + turn) % names.length] ?? ""
      figures.get(name)?.push(await measure(name, slice))
    }
  return figures
}

const bare = "undici Pool.request, signed beforehand"
const ours = "backhand, journal in memory"
let isMissed = false
const goal = (what: string, reached: number, most: number): void => {
  if (!(reached <= most)) isMissed = true
  console.log(`  ${reached <= most ? "reached" : "MISSED "}  ${what}: ${reached.toFixed(2)} (goal: at most ${most})`)
}

console.log(`Node ${process.versions.node}, ${rounds} rounds`)
for (const [title, slice] of [
  ["one at a time", { count: 1200 * scale, width: 1 }],
  ["16 in flight", { count: 3200 * scale, width: 16 }]
] as const) {
  const figures = await compare(slice)
  const of = (name: string, field: keyof Figures) => median((figures.get(name) ?? []).map((each) => each[field]))
  const cpuRatio = (name: string, to: string, isSettled = true) =>
    median(
      (figures.get(name) ?? []).map(({ cpu, settling }, round) => {
        const own = isSettled ? cpu : cpu - settling
        return own / (figures.get(to)?.[round]?.cpu ?? Number.NaN)
      })
    )
  console.log(`\n${title.padEnd(42)} CPU us  to bare  settling     p50 us     p99 us        1/s`)
  for (const name of names) {
    const cells = [of(name, "p50"), of(name, "p99"), of(name, "perSecond")].map((value) =>
      value.toFixed(0).padStart(11)
    )
    const [cpu, settling] = [of(name, "cpu").toFixed(0).padStart(6), of(name, "settling").toFixed(0).padStart(9)]
    console.log(
      `  ${name.padEnd(40)} ${cpu} ${cpuRatio(name, bare).toFixed(2).padStart(8)} ${settling}${cells.join("")}`
    )
  }
  goal("CPU to the bare pool, from signal to answer", cpuRatio(ours, bare, false), 1.3)
  goal("CPU to ccxt", cpuRatio(ours, "ccxt"), 1)
  goal("CPU to bitget-api", cpuRatio(ours, "bitget-api"), 0.25)
}
for (const child of [server, ...processes.values()]) child.disconnect()
process.exitCode = isMissed ? 1 : 0
