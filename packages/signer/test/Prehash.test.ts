import { assert, describe, it } from "vitest"
import { Prehash } from "../src/index.ts"

describe("Prehash", () => {
  it("signs the empty string where there is no body", () => {
    const request = { method: "POST", path: "/api/x" } as const
    assert.strictEqual(Prehash.make(request, 1), "1POST/api/x")
    assert.strictEqual(Prehash.make({ ...request, body: "" }, 1), "1POST/api/x")
    assert.strictEqual(Prehash.make({ ...request, body: "{}" }, 1), "1POST/api/x{}")
  })

  it("writes no question mark for an empty query", () =>
    assert.strictEqual(Prehash.make({ method: "GET", path: "/api/x", query: { text: "", wire: "" } }, 1), "1GET/api/x"))

  it("keeps the order in which a received query stands", () =>
    assert.strictEqual(
      Prehash.received({ timestamp: "1", method: "GET", target: "/api/x?b=1&a=2", body: "" }),
      "1GET/api/x?b=1&a=2"
    ))

  it("takes a received query that does not decode as it stands", () =>
    assert.strictEqual(
      Prehash.received({ timestamp: "1", method: "GET", target: "/api/x?a=%E9%BE", body: "" }),
      "1GET/api/x?a=%E9%BE"
    ))
})
