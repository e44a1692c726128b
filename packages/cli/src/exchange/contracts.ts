/**
 * Contracts, from the exchange's public list or from a file.
 *
 * @module
 * @since 0.1.0
 */
import { Contract, type Instrument, type ProductType } from "@backhand/core"
import * as Result from "effect/Result"
import { CommandError } from "../CommandError.ts"
import { type Fields, isFields } from "../conform/Line.ts"
import { readJson } from "../given/files.ts"
import { dataOf, type Rest } from "./Rest.ts"

/**
 * Instruments by symbol.
 *
 * @since 0.1.0
 */
export type Instruments = Readonly<Record<string, Instrument.Instrument>>

/**
 * Which contracts of a list are read, and by which coin they are margined where there are several.
 *
 * @since 0.1.0
 */
export interface Wanted {
  readonly productType: ProductType.ProductType
  readonly marginCoin?: string | undefined
  readonly symbols: ReadonlyArray<string>
}

/**
 * The rows of the exchange's list of contracts (Get Contract Config).
 *
 * @since 0.1.0
 */
export const readContracts = async (
  rest: Rest,
  productType: ProductType.ProductType
): Promise<ReadonlyArray<Fields>> => {
  const data = dataOf("the list of contracts", await rest.get("/api/v2/mix/market/contracts", { productType }))
  return Array.isArray(data) ? data.filter(isFields) : []
}

/** Where rows are from, and what to do where they are not what is wanted. */
interface List {
  readonly name: string
  readonly remedy: string
}

/** Those that are wanted, or all that can be read where none is named. */
const read = (
  rows: ReadonlyArray<Fields>,
  { marginCoin, symbols }: Omit<Wanted, "productType">,
  { name, remedy }: List
): Instruments => {
  const found: Record<string, Instrument.Instrument> = {}
  let unread = ""
  for (const row of rows) {
    const contract = Contract.decode({ ...row, ...(marginCoin === undefined ? {} : { marginCoin }) })
    if (Result.isSuccess(contract)) found[contract.success.symbol] = contract.success
    else if (symbols.includes(String(row["symbol"])))
      throw new CommandError(2, `${String(row["symbol"])}: ${contract.failure.message}`, contract.failure.remedy)
    else unread ||= ` (${contract.failure.message})`
  }
  const missing = symbols.filter((symbol) => found[symbol] === undefined)
  if (missing.length > 0) throw new CommandError(2, `${name} has no contract ${missing.join(", ")}`, remedy)
  if (Object.keys(found).length === 0) throw new CommandError(2, `${name}: no contract can be read${unread}`, remedy)
  return symbols.length === 0
    ? found
    : Object.fromEntries(symbols.flatMap((symbol) => (found[symbol] === undefined ? [] : [[symbol, found[symbol]]])))
}

/**
 * Reads rows of the exchange's list as instruments: those that are wanted, or all that can be read where none is named.
 *
 * Errors: `CommandError` with exit code 2 for a symbol that is not listed or cannot be read.
 *
 * @since 0.1.0
 */
export const instrumentsOf = (rows: ReadonlyArray<Fields>, wanted: Wanted): Instruments =>
  read(
    rows.map((row) => ({ productType: wanted.productType, ...row })),
    wanted,
    {
      name: wanted.productType,
      remedy: "use the names of the exchange's list, such as ETHUSDT, and the --product-type they belong to"
    }
  )

const form = "the contracts endpoint's data array, or one contract of it"

/** A contract's product type follows from its coins; one that names none is taken for an ordinary one. */
const typed = (row: Fields): Fields =>
  (row["quoteCoin"] ?? row["supportMarginCoins"]) ? row : { productType: "USDT-FUTURES", ...row }

/**
 * Reads the contracts of a file: the `data` array of the contracts endpoint, its whole answer, or one contract.
 *
 * Errors: `CommandError` with exit code 2 that names the file.
 *
 * @since 0.1.0
 */
export const instrumentsOfFile = (path: string, wanted: Omit<Wanted, "productType">): Instruments => {
  const value = readJson(path, form)
  const data = isFields(value) && Array.isArray(value["data"]) ? value["data"] : value
  const rows = (Array.isArray(data) ? data : [data]).filter(isFields)
  return read(rows.map(typed), wanted, { name: path, remedy: `expected: ${form}` })
}
