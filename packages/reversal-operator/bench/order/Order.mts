/** The order that every client sends, and what a client is asked to do. */

/** One symbol for each request in flight: a symbol has one order at a time. */
export const symbols = Array.from({ length: 16 }, (_, index) => `S${index}USDT`)

export const path = "/api/v2/mix/order/click-backhand"

export const order = (symbol: string) => ({
  symbol,
  productType: "USDT-FUTURES",
  marginCoin: "USDT",
  side: "sell",
  clientOid: "bh-0123456789abcdef"
})

export const keys = {
  apiKey: "bg_0123456789abcdef".padEnd(35, "0"),
  secret: "0123456789abcdef".repeat(4),
  passphrase: "open sesame"
}

/** Sends one reversal of the symbol and resolves when its answer is decoded. */
export type Send = (symbol: string) => Promise<void>

/** Microseconds so far that went into what the others do not do at all: settling what the answer has accepted. */
export const beyond = { micros: 0 }

/**
 * So many orders, so many of them in flight at a time: the next when one is answered, or, in bursts, all of them at once
 * when all are answered.
 */
export interface Slice {
  readonly count: number
  readonly width: number
  readonly isBurst?: boolean
}

/** What a slice took, in microseconds an order: CPU of the whole process, of its main thread, settling; and latencies. */
export interface Figures {
  readonly cpu: number
  readonly thread: number
  readonly settling: number
  readonly perSecond: number
  readonly p50: number
  readonly p99: number
}
