/** Replays in a thread of its own: the exchange and the market go on meanwhile. */
import { parentPort, workerData } from "node:worker_threads"
import { type Job, replayThis } from "./replayThis.ts"

parentPort?.postMessage(replayThis(workerData as Job), [])
