import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { type Simulator, type SimulatorOptions, startSimulator } from "@backhand/bitget-simulator"

export const ETHUSDT = {
  symbol: "ETHUSDT",
  baseCoin: "ETH",
  quoteCoin: "USDT",
  supportMarginCoins: ["USDT"],
  pricePlace: "2",
  priceEndStep: "1",
  sizeMultiplier: "0.01",
  minTradeNum: "0.01",
  minTradeUSDT: "5",
  takerFeeRate: "0.0006",
  makerFeeRate: "0.0002"
}

export const BTCUSDT = { ...ETHUSDT, symbol: "BTCUSDT", baseCoin: "BTC", pricePlace: "1", sizeMultiplier: "0.001" }

/** A long of 20 at 3000, and a last price of 3100. */
export const held = {
  ...ETHUSDT,
  price: "3100",
  position: { mode: "one_way_mode", net: { side: "long", size: "20", entry: "3000" } }
}

export const heldBothWays = {
  ...held,
  position: { mode: "hedge_mode", long: { size: "20", entry: "3000" }, short: { size: "5", entry: "3200" } }
}

export const envOf = ({ credentials }: Pick<Simulator, "credentials">) => ({
  BITGET_API_KEY: credentials.apiKey,
  BITGET_API_SECRET: credentials.secret,
  BITGET_API_PASSPHRASE: credentials.passphrase
})

/** A folder and a simulated exchange of a test's own; gone with it. */
export const makePlace = async (options: SimulatorOptions = { symbols: [held] }) => {
  const folder = mkdtempSync(join(tmpdir(), "backhand-cli-"))
  const simulator = await startSimulator(options)
  return {
    simulator,
    env: envOf(simulator),
    url: ["--url", simulator.rest],
    both: ["--url", simulator.rest, "--ws", simulator.ws],
    path: (name: string) => join(folder, name),
    file: (name: string, text: string) => {
      writeFileSync(join(folder, name), text)
      return join(folder, name)
    },
    [Symbol.asyncDispose]: async () => {
      await simulator.close()
      rmSync(folder, { recursive: true, force: true })
    }
  }
}
