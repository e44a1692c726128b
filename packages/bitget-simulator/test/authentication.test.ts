import { createHmac, generateKeyPairSync, sign as signRsa } from "node:crypto"
import { assert, describe, it } from "vitest"
import { type Simulator, startSimulator } from "../src/index.ts"
import { type Answer, makeClient } from "./client.ts"
import { eth, failure, holding, on, oneWay, path } from "./fixtures.ts"

/** Posts a body as it is, with the signature of another one where that is given. */
const postSigned = async (
  { credentials, rest }: Simulator,
  timestamp: number | undefined,
  body: string,
  signed = body
) => {
  const { apiKey, passphrase, secret } = credentials
  const text = `${timestamp}POST${path.reverse}${signed}`
  const response = await fetch(`${rest}${path.reverse}`, {
    method: "POST",
    body,
    headers: {
      "ACCESS-KEY": apiKey,
      "ACCESS-PASSPHRASE": passphrase,
      "ACCESS-TIMESTAMP": String(timestamp),
      "ACCESS-SIGN": createHmac("sha256", secret).update(text).digest("base64"),
      "Content-Type": "application/json"
    }
  })
  return ((await response.json()) as Answer).code
}

const codeOf = ({ code, data, status }: Answer) => {
  assert.isNull(data)
  assert.strictEqual(status, 400)
  return code
}

describe("authentication", () => {
  it(
    "names what is missing or wrong, each with its own code",
    on(holding(), async ({ client, clock }) => {
      const ask = async (change: Readonly<Record<string, string | null>>) =>
        codeOf(await client.get(path.account, eth, change))
      assert.strictEqual(await ask({ "ACCESS-KEY": null }), "40006")
      assert.strictEqual(await ask({ "ACCESS-KEY": "" }), "40001")
      assert.strictEqual(await ask({ "ACCESS-KEY": "nobody" }), "40037")
      assert.strictEqual(await ask({ "ACCESS-SIGN": null }), "40002")
      assert.strictEqual(await ask({ "ACCESS-SIGN": "" }), "40003")
      assert.strictEqual(await ask({ "ACCESS-TIMESTAMP": "now" }), "40005")
      assert.strictEqual(await ask({ "ACCESS-PASSPHRASE": null }), "40011")
      assert.strictEqual(await ask({ "ACCESS-PASSPHRASE": "wrong" }), "40012")
      assert.strictEqual(await ask({ "ACCESS-SIGN": "AAAA" }), "40009")
      assert.strictEqual(await ask({ paptrading: "1" }), "40099")
      assert.strictEqual(await ask({ "ACCESS-TIMESTAMP": String(clock.now() - 30_001) }), "40008")
      assert.strictEqual(await ask({ "ACCESS-TIMESTAMP": String(clock.now() + 30_001) }), "40008")
      for (const away of [-30_000, 30_000]) {
        const atTheEdge = { "ACCESS-TIMESTAMP": String(clock.now() + away) }
        assert.strictEqual((await client.get(path.account, eth, atTheEdge)).code, "00000")
      }
      const plain = await client.post(path.setMode, {}, { "Content-Type": "text/plain" })
      assert.strictEqual(codeOf(plain), "40007")
    })
  )

  it(
    "goes by the exchange's clock, which may be wrong",
    on({ ...holding(), behaviour: { clockSkewMs: 40_000 } }, async ({ client, clock }) => {
      assert.strictEqual(codeOf(await client.get(path.account, eth)), "40008")
      const { data, requestTime } = await client.get(path.time)
      assert.deepEqual(data, { serverTime: String(clock.now() + 40_000) })
      assert.strictEqual(requestTime, clock.now() + 40_000)
    })
  )

  it(
    "lets a key do what it may, from where it may",
    on(
      {
        ...holding(oneWay("long", "1")),
        accounts: [
          { key: { permissions: ["read"] } },
          { key: { ips: ["10.0.0.1"] } },
          { key: { isDemo: true } },
          { isUnified: true }
        ]
      },
      async ({ client, clock, simulator }) => {
        const [, elsewhere, demo, unified] = simulator.accounts.map(({ credentials }) =>
          makeClient(simulator.rest, credentials, clock.now)
        )
        assert.strictEqual((await client.get(path.account, eth)).code, "00000")
        assert.strictEqual(codeOf(await client.post(path.reverse, { ...eth, side: "sell" })), "40014")
        assert.strictEqual((await elsewhere?.get(path.account, eth))?.code, "40018")
        assert.strictEqual((await demo?.get(path.account, eth))?.code, "40099")
        assert.strictEqual((await demo?.get(path.account, eth, { paptrading: "1" }))?.code, "00000")
        assert.strictEqual((await unified?.get(path.account, eth))?.code, "40085")
      }
    )
  )

  it(
    "covers the query as it arrived, escaped or as it reads",
    on(holding(), async ({ clock, simulator }) => {
      const { apiKey, passphrase, secret } = simulator.credentials
      const ask = async (signedQuery: string, sentQuery: string) => {
        const timestamp = String(clock.now())
        const text = `${timestamp}GET${path.pending}?${signedQuery}`
        const response = await fetch(`${simulator.rest}${path.pending}?${sentQuery}`, {
          headers: {
            "ACCESS-KEY": apiKey,
            "ACCESS-PASSPHRASE": passphrase,
            "ACCESS-TIMESTAMP": timestamp,
            "ACCESS-SIGN": createHmac("sha256", secret).update(text).digest("base64")
          }
        })
        return ((await response.json()) as Answer).code
      }
      const escaped = "clientOid=a%23b&productType=USDT-FUTURES"
      assert.strictEqual(await ask(escaped, escaped), "00000")
      assert.strictEqual(await ask("clientOid=a#b&productType=USDT-FUTURES", escaped), "00000")
      assert.strictEqual(await ask("productType=USDT-FUTURES&clientOid=a%23b", escaped), "40009")
    })
  )

  it(
    "covers the body as it arrived, byte for byte, and none as none",
    on(holding(oneWay("long", "1")), async ({ clock, simulator }) => {
      const post = (signed: string, body: string) => postSigned(simulator, clock.now(), body, signed)
      const spaced = `{ "side":"sell",\n"size":"ü", ${JSON.stringify(eth).slice(1)}`
      assert.strictEqual(await post(JSON.stringify(JSON.parse(spaced)), spaced), "40009")
      assert.strictEqual(await post(spaced, spaced), "00000")
      assert.strictEqual(await post("{}", ""), "40009")
      assert.strictEqual(await post("", ""), "40019")
    })
  )

  it("checks RSA signatures of keys that have a public key", async () => {
    const pair = generateKeyPairSync("rsa", { modulusLength: 2048 })
    const publicKey = pair.publicKey.export({ type: "spki", format: "pem" })
    await on({ ...holding(), accounts: [{ key: { publicKey } }] }, async ({ client, clock, simulator }) => {
      assert.strictEqual((await client.get(path.positions, { productType: "USDT-FUTURES" })).code, "40009")
      assert.strictEqual(simulator.credentials.secret, "")
      const timestamp = String(clock.now())
      const text = Buffer.from(`${timestamp}GET${path.info}`)
      const signature = signRsa("sha256", text, pair.privateKey).toString("base64")
      const change = { "ACCESS-SIGN": signature, "ACCESS-TIMESTAMP": timestamp }
      assert.strictEqual((await client.get(path.info, {}, change)).code, "00000")
    })()
  })

  it("does not start with a public key that is none", async () => {
    const started = startSimulator({ accounts: [{ key: { publicKey: "nonsense" } }] })
    assert.match(await failure(started), /RSA key/)
  })

  it(
    "answers unknown addresses and broken bodies like the exchange",
    on(holding(), async ({ client, simulator }) => {
      assert.deepInclude(await client.get("/api/v2/nothing"), { status: 404, code: "40404" })
      assert.deepInclude(await client.post("/api/mix/v1/order/placeOrder"), { status: 400, code: "30032" })
      assert.deepInclude(await client.get("/api/v3/position/current-position"), { status: 400, code: "40084" })
      assert.strictEqual(await postSigned(simulator, simulator.arrivals[0]?.atMs, "{broken"), "40017")
    })
  )
})
