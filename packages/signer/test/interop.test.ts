import { RestClientV2 } from "bitget-api"
import { bitget as CcxtBitget } from "ccxt"
import { Result } from "effect"
import { assert, describe, it } from "vitest"
import { hmacSigner, Query, rsaSigner } from "../src/index.ts"
import { hmacCredentials, pem, rsaCredentials } from "./vectors.ts"

const path = "/api/v2/mix/order/click-backhand"
const detail = "/api/v2/mix/order/detail"
const order = { symbol: "ETHUSDT", productType: "USDT-FUTURES", marginCoin: "USDT", side: "sell", clientOid: "12345" }
const lookup = { symbol: "ETHUSDT", productType: "USDT-FUTURES", clientOid: "12345" }
const signer = hmacSigner(hmacCredentials())

type Headers = Readonly<Record<string, unknown>>
interface BitgetApi {
  buildRequest: (
    method: string,
    endpoint: string,
    url: string,
    params: object,
    isPublic: boolean
  ) => Promise<{ headers: Headers; url: string }>
}
const bitgetApi = (apiSecret: string) =>
  new RestClientV2({ apiKey: "bg_0123", apiSecret, apiPass: "open sesame" }) as unknown as BitgetApi

const ours = ["ACCESS-KEY", "ACCESS-PASSPHRASE", "ACCESS-SIGN", "ACCESS-TIMESTAMP"] as const
const agree = (mine: Headers, theirs: Headers) => {
  for (const name of ours) assert.strictEqual(mine[name], String(theirs[name]), name)
}
const stampOf = (headers: Headers) => Number(headers["ACCESS-TIMESTAMP"])
const queryOf = (params: Query.Params) => Result.getOrThrow(Query.make(params))

describe("bitget-api and this package", () => {
  it("sign a POST alike", async () => {
    const theirs = await bitgetApi("test_secret_key").buildRequest("POST", path, path, { ...order }, false)
    const request = { method: "POST", path, body: JSON.stringify(order) } as const
    agree({ ...signer.sign(request, stampOf(theirs.headers)).revealHeaders() }, theirs.headers)
  })

  it("sign a GET alike", async () => {
    const theirs = await bitgetApi("test_secret_key").buildRequest("GET", detail, detail, { ...lookup }, false)
    const mine = signer.sign({ method: "GET", path: detail, query: queryOf(lookup) }, stampOf(theirs.headers))
    agree({ ...mine.revealHeaders() }, theirs.headers)
    assert.strictEqual(mine.target, theirs.url)
  })

  it("sign with RSA alike", async () => {
    const privateKey = pem("rsa2048-pkcs8")
    const theirs = await bitgetApi(privateKey).buildRequest("POST", path, path, { ...order }, false)
    const rsa = Result.getOrThrow(rsaSigner(rsaCredentials(privateKey)))
    const request = { method: "POST", path, body: JSON.stringify(order) } as const
    agree({ ...(await rsa.sign(request, stampOf(theirs.headers))).revealHeaders() }, theirs.headers)
  })
})

describe("ccxt and this package", () => {
  const client = new CcxtBitget({ apiKey: "bg_0123", secret: "test_secret_key", password: "open sesame" })

  it("sign a POST alike", () => {
    const theirs = client.sign(path.slice("/api/".length), ["private", "mix"], "POST", { ...order })
    const request = { method: "POST", path, body: theirs.body } as const
    assert.strictEqual(theirs.body, JSON.stringify(order))
    agree({ ...signer.sign(request, stampOf(theirs.headers)).revealHeaders() }, theirs.headers)
  })

  it.each([
    ["an ordinary symbol", lookup],
    ["a symbol beyond ASCII", { ...lookup, symbol: "龙虾USDT" }],
    ["a symbol with a dollar sign", { ...lookup, symbol: "$ALTUSDT" }]
  ])("sign a GET for %s alike, and send it to the same place", (_, params) => {
    const theirs = client.sign(detail.slice("/api/".length), ["private", "mix"], "GET", { ...params })
    const mine = signer.sign({ method: "GET", path: detail, query: queryOf(params) }, stampOf(theirs.headers))
    agree({ ...mine.revealHeaders() }, theirs.headers)
    assert.strictEqual(mine.target, new URL(theirs.url).pathname + new URL(theirs.url).search)
  })
})
