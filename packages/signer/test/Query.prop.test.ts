import { Result } from "effect"
import * as fc from "fast-check"
import { assert, describe, it } from "vitest"
import { Prehash, Query } from "../src/index.ts"

const allowed = fc.string({ unit: "binary", maxLength: 12 }).map((text) => text.replaceAll(/[&=#%+\p{Cc}\p{Cs}]/gu, ""))
const params = fc.dictionary(
  allowed.filter((name) => name !== "" && name !== "__proto__"),
  allowed
)
const made = (input: Query.Params) => Result.getOrThrow(Query.make(input))

describe("Query", () => {
  it("is sent byte for byte as a URL parser leaves it", () =>
    fc.assert(
      fc.property(params, (input) => {
        const { wire } = made(input)
        assert.strictEqual(new URL(`https://host/path?${wire}`).search, wire === "" ? "" : `?${wire}`)
      })
    ))

  it("is read by a server as the parameters it was made of", () =>
    fc.assert(
      fc.property(params, (input) => {
        assert.deepStrictEqual(Object.fromEntries(new URLSearchParams(made(input).wire)), { ...input })
      })
    ))

  it("does not depend on the order of the parameters", () =>
    fc.assert(
      fc.property(params, (input) =>
        assert.deepStrictEqual(made(Object.fromEntries(Object.entries(input).toReversed())), made(input))
      )
    ))

  it("gives the prehash that a server makes of what it received", () =>
    fc.assert(
      fc.property(params, fc.string(), fc.nat(), (input, body, timestampMs) => {
        const query = made(input)
        const target = query.wire === "" ? "/api/x" : `/api/x?${query.wire}`
        assert.strictEqual(
          Prehash.received({ timestamp: String(timestampMs), method: "post", target, body }),
          Prehash.make({ method: "POST", path: "/api/x", query, body }, timestampMs)
        )
      })
    ))
})
