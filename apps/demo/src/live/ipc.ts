/** What the dashboard's process and the trading process say to each other. */
import type { MarketEvent } from "@backhand/backtest-adapter"

/** How the trading process reaches the exchange, and what it begins with. */
export interface Start {
  readonly say: "start"
  readonly rest: string
  readonly ws: string
  readonly credentials: { readonly apiKey: string; readonly secret: string; readonly passphrase: string }
  readonly journal: string
  readonly size: string
  readonly fast: number
  readonly slow: number
  /** Bars that have closed already, oldest first: a strategy that starts anew must not be blind. */
  readonly history: ReadonlyArray<MarketEvent.Bar>
  /** Wishes from elsewhere that still stand. */
  readonly standing: ReadonlyArray<Asked>
}

export interface Asked {
  readonly symbol: string
  readonly side: "long" | "short"
}

export type ToTrader =
  | Start
  | { readonly say: "bars"; readonly bars: ReadonlyArray<MarketEvent.Bar> }
  | { readonly say: "wishes"; readonly wishes: ReadonlyArray<Asked> }
  | { readonly say: "stop" }

/** `entry` is a line of the flight recorder. */
export type FromTrader =
  | { readonly say: "entry"; readonly line: string }
  | { readonly say: "socket"; readonly state: "live" | "down" }
  | { readonly say: "failed"; readonly why: string }
