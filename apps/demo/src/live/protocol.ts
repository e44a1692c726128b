/** What the dashboard's server tells the page, as JSON over server-sent events. Times are milliseconds since the epoch. */

export type Side = "long" | "short"

/** A candle; `time` is the day it stands for, `yyyy-mm-dd`. */
export interface Candle {
  readonly time: string
  readonly open: number
  readonly high: number
  readonly low: number
  readonly close: number
}

/** An order's execution on the chart. */
export interface Mark {
  readonly symbol: string
  readonly time: string
  readonly side: Side
  readonly what: "enter" | "reverse"
}

/** A symbol as it is offered to the visitor; `isCharted` are those that the strategy trades. */
export interface Listed {
  readonly symbol: string
  readonly label: string
  readonly isRecorded: boolean
  readonly isCharted: boolean
}

export type Stage = "idle" | "waiting" | "in flight" | "settling" | "halted"

/** One symbol's position and profit, in the exchange's own books; `profit` is after fees, marked at the last price. */
export interface Row {
  readonly symbol: string
  readonly side: Side | null
  readonly size: string
  readonly entry: number
  readonly price: number
  readonly profit: number
  readonly orders: number
  readonly stage: Stage
}

/** One event of the engine; `n` counts from 1 and never repeats. */
export interface EventLine {
  readonly n: number
  readonly at: number
  readonly event: string
  readonly symbol: string
  readonly text: string
}

/** One slot of the rate budget: taken by a request, until one window after its arrival is proved. */
export interface SlotView {
  readonly symbol: string | null
  readonly freeInMs: number | null
}

export interface SwitchView {
  readonly name: string
  readonly isOn: boolean
  readonly told: string
}

/** What is true now, and the invariants as the simulated exchange measured them. */
export interface Status {
  readonly at: number
  readonly bar: number
  readonly isMarketOver: boolean
  readonly process: {
    readonly state: "starting" | "running" | "stopping" | "dead"
    readonly pid: number | null
    readonly starts: number
    readonly journalOpen: number
  }
  readonly socket: "live" | "down"
  readonly budget: {
    readonly limit: number
    readonly windowMs: number
    readonly slots: ReadonlyArray<SlotView>
    readonly pausedMs: number
  }
  readonly waiting: ReadonlyArray<string>
  readonly counts: Readonly<Record<string, number>>
  readonly exchange: {
    readonly requests: number
    readonly inLastSecond: number
    readonly most: number
    readonly mostSince: number
    readonly limit: number
    readonly reversals: number
    readonly doubled: number
    readonly turnedAway: number
  }
  readonly repeated: { readonly steps: number; readonly different: number }
  readonly switches: ReadonlyArray<SwitchView>
  readonly net: number
}

export type Message =
  | {
      readonly kind: "snapshot"
      readonly server: string
      readonly barMs: number
      readonly listed: ReadonlyArray<Listed>
      readonly switches: ReadonlyArray<SwitchText>
      readonly candles: Readonly<Record<string, ReadonlyArray<Candle>>>
      readonly marks: ReadonlyArray<Mark>
      readonly rows: ReadonlyArray<Row>
      readonly events: ReadonlyArray<EventLine>
      readonly status: Status
    }
  | {
      readonly kind: "update"
      readonly candles: Readonly<Record<string, ReadonlyArray<Candle>>>
      readonly marks: ReadonlyArray<Mark>
      readonly rows: ReadonlyArray<Row>
      readonly events: ReadonlyArray<EventLine>
      readonly status: Status
    }

/** What a switch says before it is touched. `isMomentary` ones act once and end by themselves. */
export interface SwitchText {
  readonly name: string
  readonly title: string
  readonly exchange: string
  readonly engine: string
  readonly isMomentary: boolean
}

/** What "replay this" found: both lines, a point a bar, and every execution in which they differ. */
export interface ReplayView {
  readonly live: ReadonlyArray<number>
  readonly offline: ReadonlyArray<number>
  readonly signals: number
  readonly executions: number
  readonly symbols: number
  readonly differences: ReadonlyArray<string>
  readonly liveNet: string
  readonly offlineNet: string
  readonly fees: string
}
