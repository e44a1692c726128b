/**
 * One page of history from the exchange, asked for again where the network or the exchange fails for a while.
 *
 * @module
 * @since 0.1.0
 */
import { setTimeout } from "node:timers/promises"
import { Decimal } from "@backhand/core"
import * as Result from "effect/Result"
import { CommandError } from "../CommandError.ts"
import { explain } from "../exchange/explain.ts"
import { dataOf, type Reply, type Rest } from "../exchange/Rest.ts"

/**
 * One candle as the exchange writes it: open time in milliseconds, open, high, low, close, volume in base and quote units.
 *
 * @since 0.1.0
 */
export type Row = readonly [
  ts: string,
  open: string,
  high: string,
  low: string,
  close: string,
  volume: string,
  quote: string
]

/**
 * Most rows of a page (Get Historical Candlestick).
 *
 * @since 0.1.0
 */
export const pageSize = 200

/** After each answer: no more than seventeen requests a second arrive, of the twenty that an address has. */
const paceMs = 60
const waitsMs = [1000, 2000, 4000, 8000]

/** The codes for a symbol that is not listed (error code page). */
const noContract = new Set(["40034", "40072", "40102"])

const isPassing = ({ status }: Reply): boolean => status === 429 || status >= 500

const answerOf = async (ask: () => Promise<Reply>): Promise<Reply> => {
  for (const waitMs of waitsMs) {
    const reply = await ask().catch((error: unknown) => {
      if (error instanceof CommandError && error.exitCode === 1) return undefined
      throw error
    })
    if (reply !== undefined && !isPassing(reply)) return reply
    await setTimeout(waitMs)
  }
  return ask()
}

const isPrice = (text: unknown): boolean => Result.isSuccess(Decimal.parsePositive("price", text))

const rowOf = (value: unknown): Row => {
  const cells: ReadonlyArray<unknown> = Array.isArray(value) ? value : []
  const [ts, ...rest] = cells.map(String)
  if (cells.length >= 7 && /^\d{1,15}$/.test(ts ?? "") && cells.slice(1, 5).every(isPrice))
    return [ts ?? "", ...rest] as unknown as Row
  throw new CommandError(
    1,
    `the exchange sent a candle that cannot be read: ${JSON.stringify(value)}`,
    "try again; if it lasts, the exchange has changed its candles"
  )
}

/**
 * Which candles: closed ones that opened before `endMs`.
 *
 * @since 0.1.0
 */
export interface Page {
  readonly symbol: string
  readonly productType: string
  readonly granularity: string
  readonly endMs: number
}

/**
 * The last candles before a time, in ascending order; none where history begins later.
 *
 * Errors: rejects with a `CommandError` with exit code 1 where the exchange refuses, or does not answer for a quarter of a
 * minute.
 *
 * @since 0.1.0
 */
export const fetchPage = async (rest: Rest, page: Page): Promise<ReadonlyArray<Row>> => {
  const { endMs, granularity, productType, symbol } = page
  const params = { symbol, productType, granularity, endTime: String(endMs), limit: String(pageSize) }
  const reply = await answerOf(() => rest.get("/api/v2/mix/market/history-candles", params))
  if (noContract.has(explain(reply.status, reply.body).code ?? ""))
    throw new CommandError(
      1,
      `${productType} has no contract ${symbol}`,
      "use the name of the exchange's list, such as ETHUSDT, and the --product-type it belongs to"
    )
  const data = dataOf(`the history of ${symbol}`, reply)
  await setTimeout(paceMs)
  return (Array.isArray(data) ? data : []).map(rowOf).toSorted(([a], [b]) => Number(a) - Number(b))
}
