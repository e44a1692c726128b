import { assert, describe, it } from "vitest"
import { CommandError } from "../src/CommandError.ts"
import { address } from "../src/exchange/address.ts"
import * as Given from "../src/given/Given.ts"

const refused = (read: () => unknown): string => {
  try {
    return `read ${JSON.stringify(read())}`
  } catch (error) {
    assert.instanceOf(error, CommandError)
    assert.strictEqual(error.exitCode, 2)
    return error.message
  }
}

describe("the values of options", () => {
  it("are read where they can be", () => {
    assert.deepStrictEqual(
      [
        Given.integer("n", "0042"),
        Given.decimal("q", "0.030"),
        Given.oneOf("m", "hedge", ["one-way", "hedge"]),
        Given.side("s", "short"),
        Given.productType("USDC-FUTURES"),
        Given.productType(undefined),
        Given.symbols(" ethusdt,,BTCUSDT "),
        Given.limit("limit", "10/1s"),
        Given.limit("limit", "1/s"),
        Given.limit("limit", "60/1m"),
        Given.reversals("max-reversals", "20/2h"),
        Given.reversals("max-reversals", undefined)
      ],
      [
        42,
        "0.030",
        "hedge",
        "short",
        "USDC-FUTURES",
        "USDT-FUTURES",
        ["ETHUSDT", "BTCUSDT"],
        { limit: 10, windowMs: 1000 },
        { limit: 1, windowMs: 1000 },
        { limit: 60, windowMs: 60_000 },
        { count: 20, periodMs: 7_200_000 },
        null
      ]
    )
  })

  const wrong: ReadonlyArray<readonly [() => unknown, string]> = [
    [() => Given.integer("ttl-ms", "1.5", 1), '--ttl-ms: expected a whole number from 1, got "1.5"'],
    [() => Given.integer("port", "65536", 0, 65_535), '--port: expected a whole number from 0 to 65535, got "65536"'],
    [() => Given.decimal("size", "-1"), '--size: expected a decimal above zero such as 0.03, got "-1"'],
    [() => Given.oneOf("mode", "both", ["one-way", "hedge"]), '--mode: expected one-way or hedge, got "both"'],
    [() => Given.productType("SUSDT-FUTURES"), "--product-type: expected USDT-FUTURES, USDC-FUTURES or COIN-FUTURES"],
    [() => Given.limit("limit", "0/1s"), '--limit: expected a number in a time such as 10/1s, got "0/1s"'],
    [() => Given.limit("limit", "10"), '--limit: expected a number in a time such as 10/1s, got "10"'],
    [() => Given.reversals("max-reversals", "x"), "--max-reversals: expected a number in a time such as 20/1h"],
    [() => Given.time("from", "yesterday"), "--from: expected milliseconds since the epoch, or a date"]
  ]
  for (const [read, message] of wrong)
    it(`are refused with what was expected: ${message}`, () => assert.include(refused(read), message))
})

describe("addresses", () => {
  it("are plain on this machine only", () => {
    for (const text of ["http://127.0.0.1:80", "http://localhost", "http://[::1]:1", "https://api.bitget.com"])
      assert.strictEqual(address("url", text, "http:").href, new URL(text).href)
    assert.strictEqual(
      refused(() => address("url", "http://api.bitget.com", "http:")),
      "--url must be https:// outside this machine"
    )
    assert.strictEqual(
      refused(() => address("ws", "ws://127.0.0.1.evil.com", "ws:")),
      "--ws must be wss:// outside this machine"
    )
  })

  it("hold no user, and are of the kind that is needed", () => {
    for (const text of ["https://me:secret@api.bitget.com", "ftp://127.0.0.1", "127.0.0.1:80", "", "ws://127.0.0.1"])
      assert.strictEqual(
        refused(() => address("url", text, "http:")),
        "--url is no address of the kind that is needed"
      )
  })
})
