import type { Status } from "../../src/live/protocol.ts"

/** A quiet moment, with changes. */
export const status = (change: Partial<Status> = {}): Status => ({
  at: 0,
  bar: 1,
  isMarketOver: false,
  process: { state: "running", pid: 1, starts: 1, journalOpen: 0 },
  socket: "live",
  budget: { limit: 2, windowMs: 1000, slots: [free, free], pausedMs: 0 },
  waiting: [],
  counts: {},
  exchange: {
    requests: 0,
    inLastSecond: 0,
    most: 0,
    mostSince: 0,
    limit: 2,
    reversals: 0,
    doubled: 0,
    turnedAway: 0
  },
  repeated: { steps: 0, different: 0 },
  switches: [],
  net: 0,
  ...change
})

const free = { symbol: null, freeInMs: null }
export const taken = { symbol: "AUSDT", freeInMs: 500 }
