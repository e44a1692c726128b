import { RestClientV2 } from "bitget-api"
import { bitget as CcxtBitget } from "ccxt"
import * as fc from "fast-check"
import { assert, describe, it } from "vitest"
import { linesOf, run } from "./host.ts"

const path = "/api/v2/mix/order/click-backhand"
const secret = "test_secret_key"
const word = fc.string({
  unit: fc.constantFrom("A", "Z", "0", "9", "-", "_", ".", "龙", "é"),
  minLength: 1,
  maxLength: 20
})
const order = fc.record({ symbol: word, size: word, side: fc.constantFrom("buy", "sell"), clientOid: word })
/** The same ones every time, and enough of them that every character stands everywhere. */
const orders = fc.sample(order, { numRuns: 300, seed: 1 })

interface Signed {
  readonly body: string
  readonly signature: string
  readonly timestamp: string
}
type Headers = Readonly<Record<string, unknown>>

const signedBy = (headers: Headers, body: string): Signed => ({
  body,
  signature: String(headers["ACCESS-SIGN"]),
  timestamp: String(headers["ACCESS-TIMESTAMP"])
})

const ccxt = new CcxtBitget({ apiKey: "bg_0123", secret, password: "open sesame" })
const byCcxt = (params: object): Signed => {
  const { body, headers } = ccxt.sign(path.slice("/api/".length), ["private", "mix"], "POST", { ...params })
  return signedBy(headers as Headers, body as string)
}

const bitgetApi = new RestClientV2({ apiKey: "bg_0123", apiSecret: secret, apiPass: "open sesame" }) as unknown as {
  buildRequest: (
    method: string,
    endpoint: string,
    url: string,
    params: object,
    isPublic: boolean
  ) => Promise<{
    readonly headers: Headers
  }>
}
const byBitgetApi = async (params: object): Promise<Signed> => {
  const { headers } = await bitgetApi.buildRequest("POST", path, path, { ...params }, false)
  return signedBy(headers, JSON.stringify(params))
}

const conform = async (theirs: ReadonlyArray<Signed>): Promise<ReadonlyArray<string>> => {
  const lines = theirs.map(({ body, timestamp }, id) =>
    JSON.stringify({ id: String(id), secret, timestamp, method: "POST", path, query: {}, body })
  )
  const { stdout } = await run(["conform", "--sign"], [lines.map((line) => `${line}\n`).join("")])
  return linesOf(stdout).map((line) => (JSON.parse(line) as { signature: string }).signature)
}

describe("backhand conform --sign", () => {
  it("signs as ccxt does", async () => {
    const theirs = orders.map(byCcxt)
    assert.deepStrictEqual(
      await conform(theirs),
      theirs.map(({ signature }) => signature)
    )
  })

  it("signs as bitget-api does", async () => {
    const theirs = await Promise.all(orders.map(byBitgetApi))
    assert.deepStrictEqual(
      await conform(theirs),
      theirs.map(({ signature }) => signature)
    )
  })
})
