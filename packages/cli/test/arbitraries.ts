// Lines of `conform` as they may come: mostly sound, each with at most a fault or two, numbers as texts or as numbers.
import * as fc from "fast-check"

const digits = (places: number, most: number) =>
  fc.tuple(fc.bigInt(1n, BigInt(most)), fc.nat(places)).map(([units, point]) => {
    const text = String(units).padStart(point + 1, "0")
    return point === 0 ? text : `${text.slice(0, -point)}.${text.slice(-point)}`
  })

/** A JSON text: in quotes, or bare as a number. */
const written = (text: fc.Arbitrary<string>) =>
  fc.tuple(text, fc.nat(3)).map(([value, dice]) => (dice === 0 ? value : JSON.stringify(value)))

const junk = fc.constantFrom('""', '"x"', "0", "-1", "null", "true", "[]", "{}", '"1e3"', "1e-9", '"0.001"')
const mostly = (sound: fc.Arbitrary<string>, fault: fc.Arbitrary<string> = junk) =>
  fc.oneof({ arbitrary: sound, weight: 40 }, { arbitrary: fault, weight: 1 })

const object = (fields: Readonly<Record<string, fc.Arbitrary<string | undefined>>>) =>
  fc.record(fields).map((known) => {
    const members = Object.entries(known).flatMap(([key, value]) => (value === undefined ? [] : [`"${key}":${value}`]))
    return `{${members.join(",")}}`
  })

const maybe = (value: fc.Arbitrary<string>) => fc.option(value, { nil: undefined, freq: 3 })
const oneOf = (...values: ReadonlyArray<string>) => fc.constantFrom(...values.map((value) => JSON.stringify(value)))

const size = mostly(fc.oneof(written(fc.integer({ min: 1, max: 40 }).map(String)), written(digits(3, 100_000))))
const price = mostly(written(fc.oneof(digits(4, 10_000_000), digits(12, 10 ** 15))))
const side = mostly(oneOf("long", "short"))

const leg = fc.oneof(
  { arbitrary: object({ size, entry: price }), weight: 5 },
  { arbitrary: fc.constant("null"), weight: 2 }
)
const net = fc.oneof(
  { arbitrary: object({ side, size, entry: price }), weight: 6 },
  { arbitrary: fc.constant("null"), weight: 1 }
)

const position = mostly(
  fc.oneof(
    object({ mode: mostly(oneOf("hedge_mode")), long: maybe(leg), short: maybe(leg) }),
    object({ mode: mostly(oneOf("one_way_mode")), net })
  )
)

const contract = object({
  symbol: mostly(oneOf("ETHUSDT", "BTCUSD", "btcperp")),
  baseCoin: maybe(oneOf("ETH", "btc")),
  quoteCoin: maybe(mostly(oneOf("USDT", "USDC", "USD", "usd"), oneOf("SUSDT", "EUR"))),
  productType: maybe(mostly(oneOf("USDT-FUTURES", "COIN-FUTURES", "usdc-futures"), oneOf("SCOIN-FUTURES", "x"))),
  supportMarginCoins: maybe(fc.constantFrom('["USDT"]', '["BTC","USDC"]', "[]", "[1]")),
  pricePlace: maybe(mostly(oneOf("0", "2", "20"), oneOf("21", "x"))),
  priceEndStep: maybe(oneOf("1", "5")),
  sizeMultiplier: maybe(mostly(oneOf("1", "0.001", "0.001", "0.0001", "0.5"))),
  volumePlace: mostly(fc.constantFrom('"3"', "3", '"4"')),
  takerFeeRate: mostly(oneOf("0.0006", "0.0005", "-0.0001", "0")),
  minTradeNum: maybe(mostly(oneOf("0.01", "1", "10", "0.0005"))),
  minTradeUSDT: maybe(mostly(oneOf("5", "100", "5000"))),
  maxMarketOrderQty: maybe(mostly(oneOf("30", "500", "100000.5"))),
  symbolStatus: maybe(oneOf("normal", "normal", "limit_open", ""))
})

const clientOid = mostly(
  fc.stringMatching(/^[A-Za-z0-9_-]{1,32}$/).map((id) => JSON.stringify(id)),
  fc.string().map((id) => JSON.stringify(id))
)

const reverse = object({
  side: fc.option(side, { nil: undefined, freq: 6 }),
  size: maybe(size),
  clientOid: maybe(clientOid)
})

const id = mostly(
  fc.oneof(
    fc.string({ unit: "binary" }).map((text) => JSON.stringify(text)),
    fc.maxSafeInteger().map(String)
  ),
  fc.constantFrom("null", "[]", "1.5", "123456789012345678901234567890")
)

export const reversalLine = object({
  id: maybe(id),
  instrument: maybe(mostly(contract)),
  position,
  reverse: mostly(reverse),
  price,
  feeRate: maybe(mostly(written(digits(7, 20_000)))),
  minimums: maybe(mostly(fc.constantFrom("true", "false")))
})

const body = fc.oneof(
  fc
    .tuple(fc.integer({ min: 40_000, max: 45_130 }), fc.boolean())
    .map(([code, isText]) => ({ code: isText ? String(code) : code })),
  fc.constantFrom({ code: "00000" }, { code: "429" }, { code: "50031" }, { code: "" }, { msg: "" }, []),
  fc.object()
)

export const codesLine = fc
  .record({
    id: fc.oneof(fc.string(), fc.integer()),
    status: fc.oneof(fc.constantFrom(200, 400, 404, 408, 429, 499, 500, 502), fc.integer({ min: -1, max: 1000 })),
    body: fc.oneof(
      body.map((value) => JSON.stringify(value)),
      fc.string(),
      fc.constant(undefined)
    )
  })
  .map((line) => JSON.stringify(line))

const word = fc.stringMatching(/^[A-Za-z0-9_.-]{1,12}$/)

export const signLine = fc
  .record({
    id: fc.string(),
    secret: fc.oneof(fc.stringMatching(/^[!-~]{1,100}$/), fc.string()),
    timestamp: fc.oneof(fc.maxSafeInteger(), fc.maxSafeInteger().map(String)),
    method: fc.constantFrom("GET", "post", "Put", "DELETE", "PATCH"),
    path: fc.oneof(
      fc.array(word, { minLength: 1 }).map((parts) => `/${parts.join("/")}`),
      fc.string()
    ),
    query: fc.option(fc.dictionary(fc.oneof(word, fc.string()), fc.oneof(word, fc.string(), fc.integer())), {
      nil: undefined
    }),
    body: fc.option(fc.string({ unit: "binary" }), { nil: undefined })
  })
  .map((line) => JSON.stringify(line))
