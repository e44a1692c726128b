/** A process that trades until it is killed; what it wishes and what it hears goes to standard output, line by line. */
import { writeSync } from "node:fs"
import { Random } from "@backhand/bitget-simulator"
import { bitget, reverseOn, type SignalInput, sqliteJournal } from "@backhand/reversal-operator"
import { Subject } from "rxjs"
import { credentialsOf } from "../bitget/credentialsOf.ts"
import type { Task } from "./Task.ts"

const task = JSON.parse(process.argv[2] ?? "") as Task
const random = Random.make(task.seed)
const signals = new Subject<SignalInput>()

// Written before anything else happens: a killed process has said what it wished.
const say = (line: object): void => void writeSync(1, `${JSON.stringify(line)}\n`)

const wish = (symbol: string, count: number): void => {
  const side = random() < 0.5 ? "long" : "short"
  const id = `${task.seed}-${symbol}-${count}`
  say({ line: "signal", symbol, side, id })
  signals.next({ symbol, side, id })
}

// From here on it may be killed: while the journal is opened, while the account is learnt, at any time later.
say({ line: "begun" })

const venue = bitget({
  credentials: credentialsOf(task.credentials),
  productType: "USDT-FUTURES",
  symbols: task.symbols,
  restUrl: task.rest,
  wsUrl: task.ws,
  knowsLimit: true
})

// A busy disk, or a busy machine, may keep an order for longer than a short life: then it is refused for its timestamp.
const lifeMs = 1000

signals
  .pipe(
    reverseOn({
      venue,
      limit: task.limit,
      timing: { lifeMs, answerMs: 100, lagMs: 150, readMs: 20, settleMs: 5000 },
      journal: sqliteJournal(task.file, { synchronous: task.synchronous })
    })
  )
  .subscribe({
    next: (event) => say({ line: "event", ...event, position: undefined, observed: undefined, predicted: undefined }),
    error: (error: unknown) => {
      say({ line: "error", error: String(error) })
      process.exitCode = 1
    }
  })

let count = 0
const go = (): void => {
  for (const symbol of task.symbols) if (task.isLast || random() < 0.5) wish(symbol, ++count)
  if (task.isLast) signals.complete()
  else setTimeout(go, 10 + random() * 60)
}
go()
