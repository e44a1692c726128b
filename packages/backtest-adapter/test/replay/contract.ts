import { Contract, type Instrument } from "@backhand/core"
import { Result } from "effect"

/** A contract that binds nothing: sizes to twelve places. */
export const contract = (symbol: string, kind: "linear" | "inverse" = "linear"): Instrument.Instrument =>
  Result.getOrThrow(
    Contract.decode({
      symbol,
      baseCoin: "X",
      quoteCoin: kind === "linear" ? "USDT" : "USD",
      pricePlace: "6",
      sizeMultiplier: "0.000001",
      takerFeeRate: "0"
    })
  )
