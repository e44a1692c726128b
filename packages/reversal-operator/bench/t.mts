import { fork } from "node:child_process"
import { once } from "node:events"
import { fileURLToPath } from "node:url"
const s = fork(fileURLToPath(new URL("order/server.mts", import.meta.url)), [], { execArgv: ["--conditions=@backhand/source"] })
const [{port}] = await once(s, "message") as any
const names = process.argv.slice(2)
const cs = []
for (const n of names) { const c = fork(fileURLToPath(new URL("order/client.mts", import.meta.url)), [n, `http://127.0.0.1:${port}`], { execArgv: ["--conditions=@backhand/source", ...(process.env.PROF ? ["--cpu-prof", "--cpu-prof-dir=/tmp/vprof2"]:[])] }); await once(c,"message"); cs.push(c) }
const med = (a: number[]) => a.toSorted((x,y)=>x-y)[a.length>>1]!
for (const [count,width] of [[1500,1],[4000,16]] as const) {
 const rows: number[][] = cs.map(()=>[])
 for (let i=0;i<Number(process.env.R ?? 9);i++) for (const [k,c] of cs.entries()) { c.send({count,width}); rows[k]!.push((await once(c,"message") as any)[0].cpu) }
 for (const [k,n] of names.entries()) console.log(width, n.padEnd(42), "med", med(rows[k]!.slice(2)).toFixed(1), "min", Math.min(...rows[k]!).toFixed(1), "ratio", med(rows[k]!.slice(2).map((x,i)=>x/rows[0]![i+2]!)).toFixed(2))
}
for (const c of [s,...cs]) c.disconnect()
setTimeout(()=>process.exit(),2000)
