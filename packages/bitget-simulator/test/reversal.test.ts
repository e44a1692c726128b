import { assert, describe, it } from "vitest"
import { type SimulatorOptions, startSimulator } from "../src/index.ts"
import { makeClient } from "./client.ts"

const ethusdt = {
  symbol: "ETHUSDT",
  baseCoin: "ETH",
  quoteCoin: "USDT",
  pricePlace: "2",
  sizeMultiplier: "0.01",
  minTradeNum: "0.01",
  minTradeUSDT: "5",
  takerFeeRate: "0.0006",
  makerFeeRate: "0.0002"
}
const long20 = { mode: "one_way_mode", net: { side: "long", size: "20", entry: "3000" } }
const body = { symbol: "ETHUSDT", productType: "USDT-FUTURES", marginCoin: "USDT" }

const run = async (
  options: SimulatorOptions,
  test: (client: ReturnType<typeof makeClient>, simulator: Awaited<ReturnType<typeof startSimulator>>) => Promise<void>
) => {
  const simulator = await startSimulator(options)
  try {
    await test(makeClient(simulator.rest, simulator.credentials), simulator)
  } finally {
    await simulator.close()
  }
}

describe("click-backhand", () => {
  it("reverses the whole position in one-way mode, two taker fees paid", () =>
    run({ symbols: [{ ...ethusdt, price: "3100", position: long20 }] }, async (client, simulator) => {
      const answer = await client.post("/api/v2/mix/order/click-backhand", { ...body, side: "sell", clientOid: "c1" })
      assert.strictEqual(answer.code, "00000")
      const { data } = await client.get("/api/v2/mix/position/single-position", body)
      const [row] = data as unknown as ReadonlyArray<Record<string, string>>
      assert.deepInclude(row, { holdSide: "short", total: "20", openPriceAvg: "3100" })
      const account = await client.get("/api/v2/mix/account/account", body)
      assert.strictEqual(account.data["accountEquity"], "1001925.6")
      assert.deepInclude(simulator.executions[0], { clientOid: "c1", closed: "20", opened: "20" })
      const detail = await client.get("/api/v2/mix/order/detail", { ...body, clientOid: "c1" })
      assert.deepInclude(detail.data, { state: "filled", orderSource: "reverse", baseVolume: "20" })
    }))
})
