/** How much faster two threads are than one on this machine where they share nothing: no sweep can be faster than that. */
import { Worker } from "node:worker_threads"
import { median } from "./walk.mts"

const counting = `
  const { parentPort } = require("node:worker_threads")
  const prices = Float64Array.from({ length: 2048 }, (_, k) => k)
  const begin = performance.now()
  let sum = 0
  for (let k = 0; k < 200_000; k++) for (let i = 0; i < prices.length; i++) sum += prices[i] * 3
  parentPort.postMessage(sum < 0 ? 0 : performance.now() - begin)`

const together = async (threads: number): Promise<number> => {
  const count = () =>
    new Promise<number>((resolve, reject) => {
      const worker = new Worker(counting, { eval: true, execArgv: [] })
      worker.once("message", resolve)
      worker.once("error", reject)
    })
  return Math.max(...(await Promise.all(Array.from({ length: threads }, count))))
}

/** Times as much in the same time: the number of threads where each had a core to itself. */
export const ceiling = async (threads: number): Promise<number> => {
  const rounds = []
  for (let round = 0; round < 5; round++) rounds.push((threads * (await together(1))) / (await together(threads)))
  return median(rounds)
}
