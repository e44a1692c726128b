import { Result } from "effect"
import { assert, describe, it } from "vitest"
import type { Reason } from "../../src/history/HistoryError.ts"
import { parseSignals } from "../../src/history/signals.ts"
import { failureOf } from "./csv.ts"

const read = (text: string) => Result.getOrThrow(parseSignals(text))

describe("signals from a file", () => {
  it("are JSON lines with whatever each signal has", () => {
    const text = [
      '{"symbol":"ETHUSDT","side":"short","at":1690000000000,"id":"s1","size":"3"}',
      "",
      '{"side":"long","bar":406,"stop":95100.5,"size":1e-7}'
    ].join("\r\n")
    assert.deepStrictEqual(read(text), [
      { symbol: "ETHUSDT", side: "short", at: 1_690_000_000_000, id: "s1", size: "3" },
      { side: "long", bar: 406, stop: "95100.5", size: "0.0000001" }
    ])
  })

  it("are CSV with columns in any order, empty cells standing for nothing", () => {
    assert.deepStrictEqual(
      read("at,symbol,side,id,size\n1690000000000,ETHUSDT,short,,\n1690000060000,,long,s2,0.5\n"),
      [
        { symbol: "ETHUSDT", side: "short", at: 1_690_000_000_000 },
        { side: "long", at: 1_690_000_060_000, id: "s2", size: "0.5" }
      ]
    )
    assert.deepStrictEqual(read("Side;Bar;Stop\nlong;0;1.5\n"), [{ side: "long", bar: 0, stop: "1.5" }])
  })

  it("may be dated in ISO 8601 or seconds, and there may be none", () => {
    assert.deepStrictEqual(read("side,at\nlong,2023-07-22T04:26:40Z\n"), [{ side: "long", at: 1_690_000_000_000 }])
    assert.deepStrictEqual(read("side,at\nlong,1690000000\n"), [{ side: "long", at: 1_690_000_000_000 }])
    assert.deepStrictEqual(read("\n"), [])
  })

  it.each<readonly [string, Reason, string | undefined]>([
    ['{"side":"buy","at":1690000000000}', "BadSide", "side"],
    ['{"side":"long"}', "BadTime", "at"],
    ['{"side":"long","at":1690000000000,"bar":1}', "BadTime", "at"],
    ['{"side":"long","at":"noon"}', "BadTime", "at"],
    ['{"side":"long","bar":-1}', "NotANumber", "bar"],
    ['{"side":"long","bar":1,"size":"0"}', "NotPositive", "size"],
    ['{"side":"long","bar":1,"stop":"-5"}', "NotPositive", "stop"],
    ["{side:long}", "Unreadable", undefined],
    ["{]", "Unreadable", undefined]
  ])("are refused by line and field: %s", (row, reason, field) => {
    const error = failureOf(parseSignals(`{"side":"long","bar":0}\n${row}\n`, { file: "s.jsonl" }))
    assert.containsSubset(error, { reason, file: "s.jsonl", line: 2, field })
  })

  it.each<readonly [string, Reason, number]>([
    ["1690000000000,ETHUSDT,long", "UnknownLayout", 1],
    ["5", "UnknownLayout", 1],
    ["[1]", "UnknownLayout", 1],
    ["\nat,symbol\n", "UnknownLayout", 2],
    ["at,side\n1690000000000,long\n1690000060000,short,3", "WrongFieldCount", 3]
  ])("are no table without a header, nor with more cells than it names: %j", (text, reason, line) => {
    assert.containsSubset(failureOf(parseSignals(text, { file: "s.csv" })), { reason, file: "s.csv", line })
  })
})
