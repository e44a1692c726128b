/** A loopback exchange that accepts every reversal at once: what is measured is the client. */
import { createServer } from "node:http"
import { symbols } from "./Order.mts"

const contract = (symbol: string) => ({
  symbol,
  quoteCoin: "USDT",
  pricePlace: "2",
  sizeMultiplier: "0.01",
  takerFeeRate: "0.0006",
  supportMarginCoins: ["USDT"]
})
const held = (symbol: string) => ({
  symbol,
  holdSide: "long",
  total: "1",
  openPriceAvg: "3000",
  posMode: "one_way_mode",
  uTime: "5"
})

const answers: Readonly<Record<string, unknown>> = {
  "/api/v2/mix/market/contracts": symbols.map(contract),
  "/api/v2/mix/account/account": { posMode: "one_way_mode", marginMode: "crossed" },
  "/api/v2/mix/position/all-position": symbols.map(held),
  "/api/v2/mix/order/click-backhand": { orderId: "1234567890123456789", clientOid: "bh-0123456789abcdef" }
}

const server = createServer((request, response) => {
  const path = (request.url ?? "").split("?")[0] ?? ""
  request.resume().on("end", () => {
    const now = Date.now()
    const data = path === "/api/v2/public/time" ? { serverTime: String(now) } : (answers[path] ?? null)
    const body = JSON.stringify({ code: data === null ? "40404" : "00000", msg: "success", requestTime: now, data })
    response.writeHead(data === null ? 400 : 200, {
      "Content-Type": "application/json",
      "Content-Length": Buffer.byteLength(body)
    })
    response.end(body)
  })
})
server.keepAliveTimeout = 600_000
server.listen(0, "127.0.0.1", () => {
  const address = server.address()
  if (typeof address === "object" && address !== null) process.send?.({ port: address.port })
})
process.on("disconnect", () => process.exit())
