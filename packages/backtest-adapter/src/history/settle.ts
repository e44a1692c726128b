/**
 * The last step of every reader: whole steps, rows in order, nothing impossible; or a repair that says what it did.
 *
 * @module
 * @since 0.1.0
 */
import { type Check, checkOf, type Fault } from "./checks.ts"
import { repair } from "./failures.ts"
import { HistoryError } from "./HistoryError.ts"
import type { HistoryOptions, RepairLog } from "./HistoryOptions.ts"
import type { Shape } from "./Shape.ts"
import * as Step from "./Step.ts"
import * as Store from "./Store.ts"

/** What settling needs to know. `previous` is the time of the last row of an earlier piece of the same source. */
export interface Settling {
  readonly shape: Shape
  readonly options: HistoryOptions
  readonly step: Step.Step | undefined
  readonly repairs: RepairLog
  previous: number
}

/** The option `repair` has the same values in code and on the command line. */
const remedies: { readonly [reason in Fault["reason"]]?: string } = {
  Duplicate: "correct the row, or have such rows repaired (repair: drop or sort)",
  OutOfOrder: "correct the row, or have such rows repaired (repair: drop or sort)",
  OffStep: "check that the contract belongs to this source, and correct the row"
}

const remedyOf = ({ reason }: Fault): string => remedies[reason] ?? repair

const errorOf = (
  self: Settling,
  store: Store.Store,
  row: number,
  fault: Fault,
  line = Store.lineOf(store, row)
): HistoryError =>
  new HistoryError({ ...fault, file: self.options.file ?? self.shape.what, line, remedy: remedyOf(fault) })

/** Turns prices from the step's power of ten into steps. Fails for a price between two steps. */
const toSteps = (self: Settling, store: Store.Store): HistoryError | undefined => {
  const step = self.step
  if (step === undefined || step.multiple === 1) return undefined
  for (const [index, column] of store.prices.entries())
    for (let row = 0; row < store.length; row++) {
      const value = column[row] as number
      if (value % step.multiple !== 0)
        return errorOf(self, store, row, {
          reason: "OffStep",
          field: self.shape.prices[index]?.name ?? "price",
          expected: `a multiple of the step ${step.text}`,
          got: Step.decimal(value, step.places)
        })
      column[row] = value / step.multiple
    }
  return undefined
}

const columnsOf = (store: Store.Store): ReadonlyArray<Float64Array | Int8Array> => [
  store.time,
  ...store.prices,
  ...store.numbers,
  ...(store.hasSides ? [store.sides] : [])
]

const isSame = (columns: ReadonlyArray<Float64Array | Int8Array>, a: number, b: number): boolean =>
  columns.every((column) => column[a] === column[b])

/** Keeps the rows that pass, and notes the others. */
const drop = (self: Settling, store: Store.Store, check: Check): void => {
  const columns = columnsOf(store)
  let kept = 0
  for (let from = 0; from < store.length; ) {
    const bad = check.firstBad(store, from, self.previous)
    if (bad > from) self.previous = store.time[bad - 1] as number
    for (const column of columns) column.copyWithin(kept, from, bad)
    kept += bad - from
    if (bad < store.length) self.repairs.add(Store.lineOf(store, bad), check.faultOf(store, bad, self.previous).reason)
    from = bad + 1
  }
  store.length = kept
}

/** Notes the rows that come after a later one. */
const noteLate = (self: Settling, store: Store.Store): void => {
  let latest = Number.NEGATIVE_INFINITY
  for (let row = 0; row < store.length; row++) {
    const time = store.time[row] as number
    if (time < latest) self.repairs.add(Store.lineOf(store, row), "OutOfOrder", "moved")
    else latest = time
  }
}

/** Sorts the rows by time, stably; of neighbours that are equal in everything one is kept. Answers with their lines. */
const sort = (self: Settling, store: Store.Store): ReadonlyArray<number> => {
  noteLate(self, store)
  const order = Array.from({ length: store.length }, (_, row) => row).toSorted(
    (a, b) => (store.time[a] as number) - (store.time[b] as number)
  )
  const columns = columnsOf(store)
  const kept: Array<number> = []
  for (const row of order) {
    const isCopy = kept.length > 0 && isSame(columns, kept.at(-1) as number, row)
    if (isCopy) self.repairs.add(Store.lineOf(store, row), "Duplicate")
    else kept.push(row)
  }
  const lines = kept.map((row) => Store.lineOf(store, row))
  for (const column of columns) column.set(kept.map((row) => column[row] as number))
  store.length = kept.length
  return lines
}

const isIncreasing = (store: Store.Store): boolean => {
  for (let row = 1; row < store.length; row++)
    if (!((store.time[row] as number) > (store.time[row - 1] as number))) return false
  return true
}

/** Settles what a store holds, in place. Answers with the first problem that no repair took care of. */
export const settle = (self: Settling, store: Store.Store): HistoryError | undefined => {
  const offStep = toSteps(self, store)
  if (offStep !== undefined) return offStep
  const check = checkOf(self.shape)
  if (self.options.repair === "drop") {
    drop(self, store, check)
    return undefined
  }
  const lines = self.options.repair === "sort" && !isIncreasing(store) ? sort(self, store) : undefined
  const bad = check.firstBad(store, 0, self.previous)
  const before = bad === 0 ? self.previous : (store.time[bad - 1] as number)
  self.previous = before
  if (bad === store.length) return undefined
  return errorOf(self, store, bad, check.faultOf(store, bad, before), lines?.[bad])
}
