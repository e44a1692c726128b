/**
 * The tables of history that can be read, with the column names that exchanges and tools give them.
 *
 * @module
 * @since 0.1.0
 */
import type { Shape } from "./Shape.ts"

const priceOf = (name: string) => ({ name, aliases: [name, `${name}_price`, name.charAt(0)] })

/** Candles. Without a header: Binance's and Bitget's order, which agree on the first six columns. */
export const candles: Shape = {
  what: "candles",
  time: {
    name: "time",
    aliases: ["open_time_ms", "ts", "time", "timestamp", "open_time", "date", "datetime", "opentime", "time_ms"]
  },
  prices: ["open", "high", "low", "close"].map(priceOf),
  numbers: [{ name: "volume", aliases: ["volume", "vol", "base_volume", "basevolume", "v"], isOptional: true }],
  headerless: ["time", "open", "high", "low", "close", "volume"]
}

const eventTime = [
  "time_ms",
  "ts",
  "time",
  "timestamp",
  "at",
  "trade_time_ms",
  "trade_time",
  "transaction_time_ms",
  "transaction_time",
  "transact_time",
  "event_time",
  "date"
]

/** Public trades. */
export const trades: Shape = {
  what: "trades",
  time: { name: "time", aliases: eventTime },
  prices: [{ name: "price", aliases: ["price"] }],
  numbers: [{ name: "size", aliases: ["size", "qty", "quantity", "amount", "volume"] }],
  side: {
    name: "side",
    aliases: ["side", "taker_side", "trade_side", "buyer_is_maker", "is_buyer_maker"],
    isOptional: true
  }
}

/** Best bid and ask. */
export const quotes: Shape = {
  what: "quotes",
  time: { name: "time", aliases: eventTime },
  prices: ["bid", "ask"].map((name) => ({
    name,
    aliases: [name, `best_${name}`, `${name}_price`, `best_${name}_price`]
  })),
  numbers: []
}

/** Funding settlements, with the mark price they were settled at where the source has it. */
export const funding: Shape = {
  what: "funding rates",
  time: {
    name: "time",
    aliases: ["funding_time_ms", "funding_time", "fundingtime", "calc_time", "ts", "time", "timestamp", "date", "at"]
  },
  prices: [],
  numbers: [
    { name: "rate", aliases: ["funding_rate", "fundingrate", "last_funding_rate", "rate"] },
    { name: "mark", aliases: ["mark_price", "markprice", "mark"], isOptional: true }
  ]
}
