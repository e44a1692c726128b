/** What the page knows, and how each message and each touch changes it: a pure function, tested without a browser. */
import type {
  Candle,
  EventLine,
  Listed,
  Mark,
  Message,
  ReplayView,
  Row,
  Status,
  SwitchText
} from "../../live/protocol.ts"

export interface Model {
  readonly connection: "connecting" | "live" | "lost"
  readonly listed: ReadonlyArray<Listed>
  readonly texts: ReadonlyArray<SwitchText>
  readonly candles: Readonly<Record<string, ReadonlyArray<Candle>>>
  readonly marks: ReadonlyArray<Mark>
  readonly rows: ReadonlyMap<string, Row>
  readonly events: ReadonlyArray<EventLine>
  readonly status: Status | null
  /** Arrivals within the last second, one figure for each look; the newest last. */
  readonly pulse: ReadonlyArray<number>
  readonly symbol: string
  readonly hidden: ReadonlySet<string>
  readonly search: string
  readonly replay: ReplayView | "running" | null
}

export type Action =
  | { readonly act: "message"; readonly message: Message }
  | { readonly act: "connection"; readonly connection: Model["connection"] }
  | { readonly act: "select"; readonly symbol: string }
  | { readonly act: "hide"; readonly event: string; readonly isHidden: boolean }
  | { readonly act: "search"; readonly search: string }
  | { readonly act: "replay"; readonly replay: Model["replay"] }

export const initial: Model = {
  connection: "connecting",
  listed: [],
  texts: [],
  candles: {},
  marks: [],
  rows: new Map(),
  events: [],
  status: null,
  pulse: [],
  symbol: "",
  hidden: new Set(["accepted"]),
  search: "",
  replay: null
}

/** Most of each that is kept. */
const most = { events: 500, candles: 600, marks: 1000, pulse: 600 }

/** Appends candles; one of a day that is there already takes its place. */
export const grow = (before: ReadonlyArray<Candle>, more: ReadonlyArray<Candle>): ReadonlyArray<Candle> => {
  const [first] = more
  if (first === undefined) return before
  return [...before.filter(({ time }) => time < first.time), ...more].slice(-most.candles)
}

const growAll = (before: Model["candles"], more: Model["candles"]): Model["candles"] => ({
  ...before,
  ...Object.fromEntries(Object.entries(more).map(([symbol, candles]) => [symbol, grow(before[symbol] ?? [], candles)]))
})

const keyOf = ({ side, symbol, time, what }: Mark): string => `${symbol} ${time} ${side} ${what}`

/** A page that has just come is told some things twice. */
const addMarks = (before: ReadonlyArray<Mark>, more: ReadonlyArray<Mark>): ReadonlyArray<Mark> => {
  if (more.length === 0) return before
  const known = new Set(before.map(keyOf))
  return [...before, ...more.filter((mark) => !known.has(keyOf(mark)))].slice(-most.marks)
}

const addEvents = (before: ReadonlyArray<EventLine>, more: ReadonlyArray<EventLine>): ReadonlyArray<EventLine> => {
  const last = before.at(-1)?.n ?? 0
  const fresh = more.filter(({ n }) => n > last)
  return fresh.length === 0 ? before : [...before, ...fresh].slice(-most.events)
}

const addRows = (before: Model["rows"], more: ReadonlyArray<Row>): Model["rows"] =>
  more.length === 0 ? before : new Map([...before, ...more.map((row) => [row.symbol, row] as const)])

const begin = (self: Model, message: Extract<Message, { readonly kind: "snapshot" }>): Model => {
  const { candles, events, listed, marks, rows, status, switches } = message
  const symbol = listed.some((each) => each.symbol === self.symbol) ? self.symbol : (listed[0]?.symbol ?? "")
  return {
    ...self,
    connection: "live",
    listed,
    texts: switches,
    candles,
    marks,
    rows: addRows(new Map(), rows),
    events,
    status,
    pulse: [status.exchange.inLastSecond],
    symbol,
    replay: null
  }
}

const take = (self: Model, message: Message): Model => {
  if (message.kind === "snapshot") return begin(self, message)
  const { candles, events, marks, rows, status } = message
  return {
    ...self,
    candles: growAll(self.candles, candles),
    marks: addMarks(self.marks, marks),
    rows: addRows(self.rows, rows),
    events: addEvents(self.events, events),
    status,
    pulse: [...self.pulse, status.exchange.inLastSecond].slice(-most.pulse)
  }
}

/** The model after an action. */
export const reduce = (self: Model, action: Action): Model => {
  switch (action.act) {
    case "message":
      return take(self, action.message)
    case "connection":
      return { ...self, connection: action.connection }
    case "select":
      return { ...self, symbol: action.symbol }
    case "hide": {
      const hidden = new Set(self.hidden)
      if (action.isHidden) hidden.add(action.event)
      else hidden.delete(action.event)
      return { ...self, hidden }
    }
    case "search":
      return { ...self, search: action.search.trim().toUpperCase() }
    case "replay":
      return { ...self, replay: action.replay }
  }
}

/** The events that the filters let through, newest first. */
export const shownEvents = ({ events, hidden, search }: Model): ReadonlyArray<EventLine> =>
  events
    .filter(({ event, symbol }) => !hidden.has(event) && symbol.includes(search))
    .slice(-150)
    .toReversed()
