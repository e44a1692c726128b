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
 * What a list of contracts is read as. Without a product type, as in a file that may have several, each contract's own
 * follows from its coins.
 *
 * @since 0.1.0
 */
export interface Wanted {
  readonly productType: ProductType.ProductType | undefined
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

/** A contract that names no coin is taken for an ordinary one. */
const typed = (
  row: Fields,
  productType = (row["quoteCoin"] ?? row["supportMarginCoins"]) ? undefined : "USDT-FUTURES"
) => (productType === undefined ? row : { productType, ...row })

/**
 * Reads rows as instruments: those that are wanted, or all that can be read where none is named.
 *
 * Errors: `CommandError` with exit code 2 for a symbol that is not listed or cannot be read.
 *
 * @since 0.1.0
 */
export const instrumentsOf = (
  rows: ReadonlyArray<Fields>,
  { marginCoin, productType, symbols }: Wanted
): Instruments => {
  const found: Record<string, Instrument.Instrument> = {}
  for (const row of rows) {
    const contract = Contract.decode({
      ...typed(row, productType),
      ...(marginCoin === undefined ? {} : { marginCoin })
    })
    if (Result.isSuccess(contract)) found[contract.success.symbol] = contract.success
    else if (symbols.includes(String(row["symbol"])))
      throw new CommandError(2, `${String(row["symbol"])}: ${contract.failure.message}`, contract.failure.remedy)
  }
  const missing = symbols.filter((symbol) => found[symbol] === undefined)
  if (missing.length > 0 || Object.keys(found).length === 0)
    throw new CommandError(
      2,
      missing.length > 0
        ? `${productType ?? "the list"} has no contract ${missing.join(", ")}`
        : `no contract can be read`,
      "use the names of the exchange's list, such as ETHUSDT, and the --product-type they belong to"
    )
  return symbols.length === 0
    ? found
    : Object.fromEntries(symbols.flatMap((symbol) => (found[symbol] === undefined ? [] : [[symbol, found[symbol]]])))
}

/**
 * The rows of a file: the `data` array of the contracts endpoint, its whole answer, or one contract.
 *
 * Errors: `CommandError` with exit code 2.
 *
 * @since 0.1.0
 */
export const contractsFile = (path: string): ReadonlyArray<Fields> => {
  const value = readJson(path, "the contracts endpoint's data array, or one contract of it")
  const data = isFields(value) && Array.isArray(value["data"]) ? value["data"] : value
  const rows = (Array.isArray(data) ? data : [data]).filter(isFields)
  if (rows.length > 0) return rows
  throw new CommandError(
    2,
    `${path}: no contract is in it`,
    "expected: the contracts endpoint's data array, or one contract of it"
  )
}
