/**
 * An Effect program: it asks for a signer and an exchange, and layers decide which. Here both are the simulator's; for the
 * exchange, provide `Signer.layerConfig({ readFile })` and `addresses.rest` instead.
 *
 * Run: node examples/effectLayers.ts
 */
import { BitgetSimulator } from "@backhand/bitget-simulator"
import { Envelope, Wire } from "@backhand/core"
import { Credentials, hmacSigner, Signer } from "@backhand/signer"
import { Clock, Context, Effect, Layer } from "effect"

/** Where the exchange is. */
export class Exchange extends Context.Service<Exchange, { readonly rest: string }>()("example/Exchange") {}

/** Sends one signed request and reads the exchange's envelope. */
const call = Effect.fn("call")(function* (method: "GET" | "POST", path: string, body = "") {
  const { rest } = yield* Exchange
  const signer = yield* Signer.Signer
  const signed = yield* signer.sign({ method, path, body }, yield* Clock.currentTimeMillis)
  const headers = { ...signed.revealHeaders() }
  const sent = { method, headers, ...(body === "" ? {} : { body }) }
  const text = yield* Effect.tryPromise(async () => (await fetch(`${rest}${signed.target}`, sent)).text())
  return yield* Effect.fromResult(Envelope.decode(text))
})

/** Reverses the whole ETHUSDT long of a one-way account. */
export const program = Effect.gen(function* () {
  const body = { symbol: "ETHUSDT", productType: "USDT-FUTURES", marginCoin: "USDT", side: "sell" }
  const { code, msg } = yield* call("POST", Wire.path.reversal, JSON.stringify(body))
  return `${code} ${msg}`
})

const long = { mode: "one_way_mode", net: { side: "long", size: "20", entry: "3000" } }
const contract = {
  symbol: "ETHUSDT",
  quoteCoin: "USDT",
  pricePlace: "2",
  sizeMultiplier: "0.01",
  takerFeeRate: "0.0006"
}
const simulator = BitgetSimulator.layer({ symbols: [{ ...contract, price: "3100", position: long }] })

const exchange = Layer.effect(
  Exchange,
  Effect.map(BitgetSimulator.BitgetSimulator, ({ rest }) => ({ rest }))
)
const signer = Layer.effect(
  Signer.Signer,
  Effect.gen(function* () {
    const { apiKey: key, passphrase, secret } = (yield* BitgetSimulator.BitgetSimulator).credentials
    const credentials = yield* Effect.fromResult(Credentials.hmac({ key, passphrase, secret }))
    return Signer.fromRequestSigner(hmacSigner(credentials))
  })
)

/** The simulated exchange, and a signer with a key of its own; the exchange is closed when the program ends. */
export const simulated = Layer.provide(Layer.merge(exchange, signer), simulator)

if (process.argv[1] === import.meta.filename)
  process.stdout.write(`${await Effect.runPromise(Effect.provide(program, simulated))}\n`)
