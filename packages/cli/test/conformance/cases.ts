// What the vectors ask. Each case is a name, which becomes the id, and a line; the answers come from the oracle.
type Json = Readonly<Record<string, unknown>>
type Case = readonly [name: string, line: Json | string]

const eth = {
  symbol: "ETHUSDT",
  baseCoin: "ETH",
  quoteCoin: "USDT",
  makerFeeRate: "0.0002",
  takerFeeRate: "0.0006",
  supportMarginCoins: ["USDT"],
  minTradeNum: "0.01",
  priceEndStep: "1",
  volumePlace: "2",
  pricePlace: "2",
  sizeMultiplier: "0.01",
  symbolStatus: "normal",
  minTradeUSDT: "5",
  maxMarketOrderQty: "500"
}
const btcUsd = {
  symbol: "BTCUSD",
  baseCoin: "BTC",
  quoteCoin: "USD",
  takerFeeRate: "0.0005",
  supportMarginCoins: ["BTC", "ETH", "USDC"],
  minTradeNum: "1",
  priceEndStep: "5",
  volumePlace: "0",
  pricePlace: "1",
  sizeMultiplier: "1",
  symbolStatus: "normal",
  minTradeUSDT: "5",
  maxMarketOrderQty: "100000"
}

const long = { size: "20", entry: "3000" }
const short = { size: "8", entry: "3050" }
const hedge = (longLeg: unknown = long, shortLeg: unknown = null) => ({
  mode: "hedge_mode",
  long: longLeg,
  short: shortLeg
})
const net = (side: unknown, size: unknown = "20", entry: unknown = "3000") => ({
  mode: "one_way_mode",
  net: { side, size, entry }
})
const flat = { mode: "one_way_mode", net: null }
const ask = (position: unknown, reverse: unknown, rest: Json = {}): Json => ({
  position,
  reverse,
  price: "3100",
  ...rest
})
const inverse = (position: unknown, reverse: unknown, rest: Json = {}) =>
  ask(position, reverse, { instrument: btcUsd, price: "50000", ...rest })

const semantics: ReadonlyArray<Case> = [
  ["hedge-long-part", ask(hedge(), { side: "long", size: "3" })],
  ["hedge-long-equal", ask(hedge(), { side: "long", size: "20" })],
  ["hedge-long-more-is-whole", ask(hedge(), { side: "long", size: "25" })],
  ["hedge-long-whole", ask(hedge(), { side: "long" })],
  ["hedge-long-size-null-is-whole", ask(hedge(), { side: "long", size: null })],
  ["hedge-short-part", ask(hedge(null, short), { side: "short", size: "3" })],
  ["hedge-short-whole", ask(hedge(null, short), { side: "short" })],
  ["hedge-one-step-less", ask(hedge(), { side: "long", size: "19.99" }, { instrument: eth })],
  ["hedge-one-step", ask(hedge(), { side: "long", size: "0.01" }, { instrument: eth })],
  ["hedge-leg-left-out-is-flat", ask({ mode: "hedge_mode", long }, { side: "long", size: "3" })],
  ["hedge-both-legs-adds-to-the-short", ask(hedge(long, short), { side: "long", size: "3" })],
  ["hedge-both-legs-adds-to-the-long", ask(hedge(long, short), { side: "short", size: "2" })],
  [
    "hedge-average-is-a-third",
    ask(hedge({ size: "1", entry: "3000" }, { size: "2", entry: "3000" }), { side: "long" })
  ],
  [
    "hedge-average-is-two-sevenths",
    ask(hedge({ size: "2", entry: "3000" }, { size: "5", entry: "3000" }), { side: "long" })
  ],
  [
    "hedge-average-of-tiny-prices",
    ask(
      hedge({ size: "7", entry: "0.000000012" }, { size: "5", entry: "0.000000011" }),
      { side: "long", size: "4" },
      { price: "0.000000013" }
    )
  ],
  [
    "hedge-entry-off-tick",
    ask(hedge({ size: "3", entry: "3000.333333333333333333" }), { side: "long" }, { instrument: eth })
  ],
  ["hedge-price-off-tick", ask(hedge(), { side: "long" }, { instrument: eth, price: "3100.0051" })],
  ["one-way-long", ask(net("long"), { side: "long" })],
  ["one-way-short", ask(net("short"), { side: "short" })],
  ["one-way-side-left-out", ask(net("long"), {})],
  ["one-way-side-null", ask(net("short"), { side: null })],
  ["one-way-reverse-left-out", { position: net("short"), price: "3100" }],
  ["one-way-size-equal", ask(net("long"), { size: "20" })],
  ["one-way-size-equal-other-digits", ask(net("long"), { size: "20.00" })],
  ["one-way-loss", ask(net("long"), {}, { price: "2900.5" })],
  ["one-way-short-gain", ask(net("short"), {}, { price: "2900.5" })],
  ["one-way-no-profit", ask(net("long"), {}, { price: "3000" })],
  ["client-oid", ask(hedge(), { side: "long", size: "3", clientOid: "c1" })],
  ["client-oid-one-way", ask(net("long"), { clientOid: "A_b-9" })],
  ["client-oid-of-32", ask(net("long"), { clientOid: "abcdefghijklmnopqrstuvwxyz012345" })],
  ["client-oid-null", ask(net("long"), { clientOid: null })],
  ["fee-rate-of-the-line", ask(hedge(), { side: "long", size: "3" }, { feeRate: "0.0004" })],
  ["fee-rate-zero", ask(hedge(), { side: "long" }, { feeRate: "0" })],
  ["fee-rate-a-rebate", ask(hedge(), { side: "long" }, { feeRate: "-0.0001" })],
  ["fee-rate-over-the-contract", ask(hedge(), { side: "long" }, { instrument: eth, feeRate: "0.001" })],
  [
    "fee-rate-null-is-the-contract",
    ask(hedge(), { side: "long" }, { instrument: { ...eth, takerFeeRate: "0.0007" }, feeRate: null })
  ],
  [
    "fee-exact-beyond-doubles",
    ask(
      hedge({ size: "0.123456789", entry: "3000.987654321" }),
      { side: "long" },
      { price: "3100.123456789", feeRate: "0.000612345" }
    )
  ],
  [
    "reverse-again-from-short",
    ask(hedge({ size: "17", entry: "3000" }, { size: "3", entry: "3100" }), { side: "short" }, { price: "3200" })
  ]
]

const numbers: ReadonlyArray<Case> = [
  [
    "numbers-as-numbers",
    {
      position: { mode: "one_way_mode", net: { side: "long", size: 20, entry: 3000.5 } },
      price: 3100.25,
      feeRate: 0.0006
    }
  ],
  [
    "numbers-with-exponent",
    '{"id":"numbers-with-exponent","position":{"mode":"one_way_mode","net":{"side":"long","size":2e1,"entry":3.0005E+3}},"price":31e2,"feeRate":6e-4}'
  ],
  [
    "numbers-of-17-digits",
    '{"id":"numbers-of-17-digits","position":{"mode":"one_way_mode","net":{"side":"long","size":0.1,"entry":0.30000000000000004}},"price":1}'
  ],
  [
    "numbers-a-double-does-not-hold",
    '{"id":"numbers-a-double-does-not-hold","position":{"mode":"one_way_mode","net":{"side":"long","size":3,"entry":0.1234567890123456789}},"price":1.00000000000000000001}'
  ],
  [
    "numbers-no-double-with-exponent",
    '{"id":"numbers-no-double-with-exponent","position":{"mode":"one_way_mode","net":{"side":"long","size":3,"entry":1.2345678901234567891e3}},"price":1}'
  ],
  [
    "number-too-large-for-a-double",
    '{"id":"number-too-large-for-a-double","position":{"mode":"one_way_mode","net":{"side":"long","size":3,"entry":1}},"price":1e400}'
  ],
  [
    "number-too-small-for-a-double",
    '{"id":"number-too-small-for-a-double","position":{"mode":"one_way_mode","net":{"side":"long","size":3,"entry":1}},"price":1e-400}'
  ],
  [
    "digits-of-59",
    ask(net("long", "1", "1"), {}, { price: "0.000000000000000000000000000000000000000000000000000000001" })
  ],
  [
    "digits-of-60",
    ask(net("long", "1", "1"), {}, { price: "0.0000000000000000000000000000000000000000000000000000000001" })
  ],
  [
    "digits-of-61",
    ask(net("long", "1", "1"), {}, { price: "0.00000000000000000000000000000000000000000000000000000000001" })
  ],
  ["size-step-inferred-exactly", ask(hedge({ size: "1234.567890123456789", entry: "1" }), { side: "long" })],
  [
    "size-of-18-places",
    ask(hedge({ size: "0.000000000000000003", entry: "1" }), { side: "long", size: "0.000000000000000001" })
  ],
  ["size-with-trailing-zeros", ask(hedge({ size: "20.500", entry: "3000.0" }), { side: "long", size: "3.50" })],
  ["sizes-too-far-apart", ask(hedge({ size: "9007199254740992", entry: "1" }), { side: "long", size: "1" })],
  ["sizes-just-near-enough", ask(hedge({ size: "9007199254740991", entry: "1" }), { side: "long", size: "1" })],
  ["sum-too-large", ask(hedge({ size: "1", entry: "1" }, { size: "9007199254740991", entry: "1" }), { side: "long" })],
  ...["", " 20", "20 ", "+20", "2e1", "0x14", "020", "20.", ".5", "1,000", "NaN", "Infinity", "２０", "--1", "abc"].map(
    (size, index): Case => [`size-malformed-${index}`, ask(hedge({ size, entry: "3000" }), { side: "long" })]
  ),
  ...[true, [], {}, { toString: 1 }, null].map(
    (price, index): Case => [`price-of-another-type-${index}`, ask(hedge(), { side: "long" }, { price })]
  ),
  ["size-zero", ask(hedge({ size: "0", entry: "3000" }), { side: "long" })],
  ["size-negative", ask(hedge({ size: "-1", entry: "3000" }), { side: "long" })],
  ["size-missing-in-a-leg", ask(hedge({ entry: "3000" }), { side: "long" })],
  ["entry-zero", ask(hedge({ size: "1", entry: "0" }), { side: "long" })],
  ["entry-missing", ask(hedge({ size: "1" }), { side: "long" })],
  ["price-zero", ask(hedge(), { side: "long" }, { price: "0.00" })],
  ["price-negative", ask(hedge(), { side: "long" }, { price: "-3100" })],
  ["price-missing", { position: hedge(), reverse: { side: "long" } }],
  ["reverse-size-zero", ask(hedge(), { side: "long", size: "0" })],
  ["reverse-size-negative", ask(hedge(), { side: "long", size: "-3" })],
  ["reverse-size-not-a-decimal", ask(hedge(), { side: "long", size: "3e0" })],
  ["fee-rate-not-a-decimal", ask(hedge(), { side: "long" }, { feeRate: "0.06%" })]
]

const contracts: ReadonlyArray<Case> = [
  ["contract-usdt", ask(hedge(), { side: "long", size: "3" }, { instrument: eth })],
  [
    "contract-usdc",
    ask(
      net("long", "0.5"),
      {},
      { instrument: { ...eth, symbol: "ETHPERP", quoteCoin: "USDC", supportMarginCoins: ["USDC"] } }
    )
  ],
  [
    "contract-product-type-stated",
    ask(net("long"), {}, { instrument: { ...eth, productType: "usdc-futures", marginCoin: "usdc" } })
  ],
  [
    "contract-lower-case",
    ask(net("long"), {}, { instrument: { ...eth, symbol: "ethusdt", quoteCoin: "usdt", supportMarginCoins: ["usdt"] } })
  ],
  ["contract-without-quote-coin", ask(net("long"), {}, { instrument: { ...eth, quoteCoin: undefined } })],
  [
    "contract-without-price-place",
    ask(net("long"), {}, { instrument: { ...eth, pricePlace: undefined, priceEndStep: undefined } })
  ],
  [
    "contract-step-of-volume-place",
    ask(net("long", "0.001"), {}, { instrument: { ...eth, sizeMultiplier: undefined, volumePlace: "3" } })
  ],
  [
    "contract-numbers",
    ask(
      net("long"),
      {},
      {
        instrument: {
          ...eth,
          pricePlace: 2,
          volumePlace: 2,
          sizeMultiplier: 0.01,
          takerFeeRate: 0.0006,
          minTradeUSDT: 5
        }
      }
    )
  ],
  [
    "contract-no-fee-rate-but-the-line-has",
    ask(net("long"), {}, { instrument: { ...eth, takerFeeRate: undefined }, feeRate: "0.0005" })
  ],
  ["contract-no-fee-rate", ask(net("long"), {}, { instrument: { ...eth, takerFeeRate: undefined } })],
  [
    "contract-minimal",
    ask(
      net("long"),
      {},
      { instrument: { symbol: "SOLUSDT", quoteCoin: "USDT", sizeMultiplier: "0.1", takerFeeRate: "0.0006" } }
    )
  ],
  ["contract-null", ask(net("long"), {}, { instrument: null })],
  ["contract-not-an-object", ask(net("long"), {}, { instrument: [eth] })],
  ["contract-no-symbol", ask(net("long"), {}, { instrument: { ...eth, symbol: "" } })],
  ["contract-no-step", ask(net("long"), {}, { instrument: { ...eth, sizeMultiplier: "", volumePlace: "" } })],
  ["contract-step-zero", ask(net("long"), {}, { instrument: { ...eth, sizeMultiplier: "0" } })],
  ["contract-places-too-many", ask(net("long"), {}, { instrument: { ...eth, pricePlace: "21" } })],
  ["contract-unknown-product", ask(net("long"), {}, { instrument: { ...eth, productType: "EUR-FUTURES" } })],
  ["contract-unknown-quote", ask(net("long"), {}, { instrument: { ...eth, quoteCoin: "EUR" } })],
  ["contract-least-value-negative", ask(net("long"), {}, { instrument: { ...eth, minTradeUSDT: "-5" } })],
  ["contract-largest-below-a-step", ask(net("long"), {}, { instrument: { ...eth, maxMarketOrderQty: "0.001" } })],
  ["size-off-step", ask(net("long", "20.005"), {}, { instrument: eth })],
  ["reverse-size-off-step", ask(hedge(), { side: "long", size: "3.005" }, { instrument: eth })],
  [
    "size-step-of-five",
    ask(
      hedge({ size: "20", entry: "1" }),
      { side: "long", size: "15" },
      { instrument: { ...eth, sizeMultiplier: "5" } }
    )
  ],
  [
    "size-off-a-step-of-five",
    ask(hedge({ size: "20", entry: "1" }), { side: "long", size: "3" }, { instrument: { ...eth, sizeMultiplier: "5" } })
  ],
  ["size-uncountable", ask(net("long", "90071992547409.92"), {}, { instrument: eth })],
  [
    "delisted-susdt",
    ask(
      net("long"),
      {},
      { instrument: { ...eth, symbol: "SETHSUSDT", productType: "SUSDT-FUTURES", marginCoin: "SUSDT" } }
    )
  ],
  ["delisted-susdc", ask(net("long"), {}, { instrument: { ...eth, quoteCoin: "SUSDC" } })],
  ["delisted-scoin", inverse(net("long", "20", "40000"), {}, { instrument: { ...btcUsd, quoteCoin: "SUSD" } })],
  ["delisted-but-flat-first", ask(flat, {}, { instrument: { ...eth, productType: "SUSDT-FUTURES" } })]
]

const inverses: ReadonlyArray<Case> = [
  ["inverse-long-gain", inverse(net("long", "20000", "40000"), {})],
  ["inverse-long-loss", inverse(net("long", "20000", "62500"), {})],
  ["inverse-short-gain", inverse(net("short", "20000", "62500"), {})],
  ["inverse-short-loss", inverse(net("short", "20000", "40000"), {})],
  ["inverse-periodic-money", inverse(net("long", "100", "30000"), {}, { price: "35000" })],
  ["inverse-hedge-part", inverse(hedge({ size: "20000", entry: "40000" }), { side: "long", size: "5000" })],
  [
    "inverse-harmonic-average",
    inverse(hedge({ size: "20000", entry: "40000" }, { size: "10000", entry: "25000" }), {
      side: "long",
      size: "10000"
    })
  ],
  [
    "inverse-average-periodic",
    inverse(hedge({ size: "7", entry: "40000" }, { size: "3", entry: "30000" }), { side: "long" }, { price: "49999.9" })
  ],
  ["inverse-fee-rate", inverse(net("long", "20000", "40000"), {}, { feeRate: "0.0006" })],
  [
    "inverse-margin-coin-stated",
    inverse(net("long", "10", "40000"), {}, { instrument: { ...btcUsd, marginCoin: "ETH" } })
  ],
  ["inverse-no-base-coin", inverse(net("long", "10", "40000"), {}, { instrument: { ...btcUsd, baseCoin: undefined } })],
  [
    "inverse-product-type-stated",
    inverse(
      net("long", "10", "40000"),
      {},
      { instrument: { ...btcUsd, quoteCoin: undefined, productType: "COIN-FUTURES" } }
    )
  ],
  ["inverse-off-step", inverse(net("long", "10.5", "40000"), {})]
]

const minimums: ReadonlyArray<Case> = [
  ["minimums-met", ask(hedge(), { side: "long", size: "3" }, { instrument: eth, minimums: true })],
  [
    "minimums-value-below",
    ask(hedge(), { side: "long", size: "0.01" }, { instrument: eth, price: "499.99", minimums: true })
  ],
  [
    "minimums-value-equal",
    ask(hedge(), { side: "long", size: "0.01" }, { instrument: eth, price: "500", minimums: true })
  ],
  ["minimums-not-asked-for", ask(hedge(), { side: "long", size: "0.01" }, { instrument: eth, price: "499.99" })],
  [
    "minimums-false",
    ask(hedge(), { side: "long", size: "0.01" }, { instrument: eth, price: "499.99", minimums: false })
  ],
  ["minimums-null", ask(hedge(), { side: "long", size: "0.01" }, { instrument: eth, price: "499.99", minimums: null })],
  [
    "minimums-size-below",
    ask(hedge(), { side: "long", size: "0.09" }, { instrument: { ...eth, minTradeNum: "0.1" }, minimums: true })
  ],
  [
    "minimums-size-equal",
    ask(hedge(), { side: "long", size: "0.1" }, { instrument: { ...eth, minTradeNum: "0.1" }, minimums: true })
  ],
  [
    "minimums-size-between-steps",
    ask(hedge(), { side: "long", size: "0.09" }, { instrument: { ...eth, minTradeNum: "0.095" }, minimums: true })
  ],
  ["minimums-above-the-largest-order", ask(net("long", "500.01"), {}, { instrument: eth, minimums: true })],
  ["minimums-equal-to-the-largest-order", ask(net("long", "500"), {}, { instrument: eth, minimums: true })],
  [
    "minimums-largest-between-steps",
    ask(net("long", "500"), {}, { instrument: { ...eth, maxMarketOrderQty: "499.995" }, minimums: true })
  ],
  ["minimums-one-way-goes-flat", ask(net("short", "0.01"), {}, { instrument: eth, price: "100", minimums: true })],
  [
    "minimums-hedge-keeps-the-other-leg",
    ask(
      hedge({ size: "0.01", entry: "100" }, short),
      { side: "long" },
      { instrument: eth, price: "100", minimums: true }
    )
  ],
  ["minimums-limit-open", ask(net("long"), {}, { instrument: { ...eth, symbolStatus: "limit_open" }, minimums: true })],
  ["minimums-status-not-asked-for", ask(net("long"), {}, { instrument: { ...eth, symbolStatus: "limit_open" } })],
  ["minimums-inverse-value-below", inverse(net("long", "4", "40000"), {}, { minimums: true })],
  ["minimums-inverse-value-equal", inverse(net("long", "5", "40000"), {}, { minimums: true })],
  ["minimums-without-a-contract", ask(net("long", "0.0001", "1"), {}, { price: "0.1", minimums: true })],
  [
    "minimums-none-stated",
    ask(
      net("long", "0.01"),
      {},
      {
        instrument: { ...eth, minTradeNum: undefined, minTradeUSDT: undefined, maxMarketOrderQty: undefined },
        price: "1",
        minimums: true
      }
    )
  ],
  ["minimums-not-a-boolean", ask(net("long"), {}, { minimums: "yes" })]
]

const refusals: ReadonlyArray<Case> = [
  ["flat-one-way", ask(flat, {})],
  ["flat-one-way-with-side", ask(flat, { side: "long" })],
  ["flat-one-way-net-left-out", ask({ mode: "one_way_mode" }, {})],
  ["flat-hedge", ask(hedge(null, null), { side: "long" })],
  ["flat-hedge-legs-left-out", ask({ mode: "hedge_mode" }, { side: "short" })],
  ["one-way-other-side-held", ask(net("long"), { side: "short" })],
  ["one-way-other-side-held-with-size", ask(net("short"), { side: "long", size: "20" })],
  ["hedge-other-leg-held", ask(hedge(), { side: "short", size: "3" })],
  ["hedge-side-left-out", ask(hedge(), {})],
  ["hedge-reverse-left-out", { position: hedge(), price: "3100" }],
  ["one-way-size-less", ask(net("long"), { size: "3" })],
  ["one-way-size-more", ask(net("long"), { size: "25" })],
  ["side-unknown", ask(hedge(), { side: "buy" })],
  ["side-capital", ask(hedge(), { side: "Long" })],
  ["reverse-not-an-object", ask(hedge(), "long")],
  ["client-oid-of-33", ask(net("long"), { clientOid: "abcdefghijklmnopqrstuvwxyz0123456" })],
  ["client-oid-empty", ask(net("long"), { clientOid: "" })],
  ["client-oid-with-a-blank", ask(net("long"), { clientOid: "a b" })],
  ["client-oid-a-number", ask(net("long"), { clientOid: 7 })],
  ["position-missing", { reverse: {}, price: "3100" }],
  ["position-an-array", ask([], {})],
  ["position-empty", ask({}, {})],
  ["mode-unknown", ask({ ...hedge(), mode: "hedge" }, { side: "long" })],
  ["mode-of-the-other-shape", ask({ mode: "one_way_mode", long, short: null }, { side: "long" })],
  ["net-side-missing", ask(net(undefined), {})],
  ["net-side-unknown", ask(net("buy"), {})],
  ["net-not-an-object", ask({ mode: "one_way_mode", net: "flat" }, {})],
  ["leg-not-an-object", ask(hedge(20), { side: "long" })],
  ["unknown-fields-are-ignored", ask({ ...net("long"), total: "1" }, { why: "x" }, { note: { id: 7 } })]
]

const identified = ([name, line]: Case): string =>
  typeof line === "string" ? line : JSON.stringify({ id: name, ...line })

const simple = ask(net("long", "1", "1"), {}, { price: "2" })

const frame: ReadonlyArray<string> = [
  JSON.stringify({ ...simple, id: 7 }),
  JSON.stringify({ ...simple, id: -1.5 }),
  JSON.stringify({ ...simple, id: "" }),
  JSON.stringify({ ...simple, id: null }),
  JSON.stringify(simple),
  JSON.stringify({ ...simple, id: 'quotes " and \\ and 龙 and \u0007' }),
  `${JSON.stringify(simple).slice(0, -1)},"id":12345678901234567890}`,
  "",
  "   ",
  `  ${JSON.stringify({ id: "blanks-around", ...simple })}\t`,
  JSON.stringify({ ...simple, id: true }),
  JSON.stringify({ ...simple, id: ["1"] }),
  "{",
  '{"id":"cut-off","position":',
  "not json",
  "null",
  "[]",
  "7",
  '"text"',
  `${JSON.stringify(simple)}${JSON.stringify(simple)}`,
  '{"id":"duplicate-keys","position":{"mode":"one_way_mode","net":{"side":"long","size":"1","entry":"1"}},"price":"1","price":"2"}',
  '{"id":"proto","__proto__":{"price":"1"},"position":{"mode":"one_way_mode","net":{"side":"long","size":"1","entry":"1"}}}',
  "{}"
]

export const reversalLines: ReadonlyArray<string> = [
  ...[...semantics, ...numbers, ...contracts, ...inverses, ...minimums, ...refusals].map(identified),
  ...frame
]

const envelope = (code: unknown, rest: Json = {}) =>
  JSON.stringify({ code, msg: "m", requestTime: 1, data: null, ...rest })
const codeLine = (id: string, status: unknown, body?: unknown): string => JSON.stringify({ id, status, body })

export const codesLines = (known: ReadonlyArray<string>): ReadonlyArray<string> => [
  ...known.map((code) => codeLine(`400-${code}`, 400, envelope(code))),
  ...["00000", "429", "40757", "40725", "40008"].flatMap((code) =>
    [200, 404, 500, 503, 0].map((status) => codeLine(`${status}-${code}`, status, envelope(code)))
  ),
  ...[200, 302, 400, 401, 403, 404, 408, 409, 418, 422, 429, 499, 500, 502, 503, 504, 599].flatMap((status) => [
    codeLine(`${status}-unlisted`, status, envelope("99999")),
    codeLine(`${status}-html`, status, "<html>bad gateway</html>"),
    codeLine(`${status}-empty`, status, "")
  ]),
  codeLine("code-a-number", 400, envelope(40757)),
  codeLine("code-zeros-a-number", 200, envelope(0)),
  codeLine("code-empty", 400, envelope("")),
  codeLine("code-null", 400, envelope(null)),
  codeLine("code-an-object", 400, envelope({ toString: 1 })),
  codeLine("code-with-a-blank", 400, envelope(" 40757")),
  codeLine("code-missing", 400, '{"msg":"m"}'),
  codeLine("time-an-object", 200, envelope("00000", { requestTime: { toString: 1 } })),
  codeLine("data-with-ids", 200, envelope("00000", { data: { orderId: "1", clientOid: "c" } })),
  codeLine("body-an-array", 200, "[]"),
  codeLine("body-null", 400, "null"),
  codeLine("body-cut-off", 200, '{"code":"00000","ms'),
  codeLine("body-of-blanks-around", 200, ` ${envelope("00000")}\n`),
  codeLine("body-missing", 400),
  codeLine("body-null-itself", 502, null),
  codeLine("body-not-a-text", 400, { code: "40757" }),
  codeLine("status-missing", undefined, envelope("40757")),
  codeLine("status-missing-unlisted", undefined, envelope("99999")),
  codeLine("status-null-no-body", null),
  codeLine("status-a-text", "400", envelope("40757")),
  codeLine("status-a-fraction", 400.5, envelope("40757")),
  codeLine("status-negative", -1, envelope("40757")),
  codeLine("status-of-four-digits", 1000, envelope("40757")),
  JSON.stringify({ id: 7, status: 200, body: envelope("00000") }),
  JSON.stringify({ status: 200, body: envelope("00000") }),
  "no json"
]

const at = "1659076670000"
const reversalPath = "/api/v2/mix/order/click-backhand"
const signLine = (id: string, fields: Json): string =>
  JSON.stringify({ id, secret: "test_secret_key", timestamp: at, method: "POST", path: reversalPath, ...fields })

export const signLines: ReadonlyArray<string> = [
  signLine("get-one-parameter", {
    timestamp: "1640001112223",
    method: "GET",
    path: "/api/endpoint",
    query: { one: "1" }
  }),
  signLine("login", { timestamp: "1640001112", method: "GET", path: "/user/verify" }),
  signLine("get-sorted", {
    timestamp: "16273667805456",
    method: "GET",
    path: "/api/mix/v2/market/depth",
    query: { symbol: "BTCUSDT", limit: "20" }
  }),
  signLine("get-three", {
    method: "GET",
    path: "/api/v2/mix/order/detail",
    query: { symbol: "ETHUSDT", productType: "USDT-FUTURES", clientOid: "12345" }
  }),
  signLine("post-one-way", {
    body: '{"symbol":"ETHUSDT","productType":"USDT-FUTURES","marginCoin":"USDT","side":"sell","clientOid":"12345"}'
  }),
  signLine("post-hedge", {
    body: '{"symbol":"ETHUSDT","productType":"USDT-FUTURES","marginCoin":"USDT","size":"3","side":"buy","tradeSide":"open","clientOid":"12345"}'
  }),
  signLine("post-query-empty", { query: {}, body: "{}" }),
  signLine("post-no-body", {}),
  signLine("post-body-null", { body: null, query: null }),
  signLine("post-body-empty", { body: "" }),
  signLine("post-body-with-blanks", { body: '{ "symbol" : "ETHUSDT" }\n' }),
  signLine("post-body-not-ascii", { body: '{"note":"龙虾 é 😀"}' }),
  signLine("post-body-long", { body: "x".repeat(3000) }),
  signLine("method-lower-case", { method: "get", path: "/api/v2/public/time" }),
  signLine("method-mixed-case", { method: "Delete" }),
  signLine("put", { method: "PUT", body: "{}" }),
  signLine("timestamp-a-number", { timestamp: 1659076670000 }),
  signLine("timestamp-zero", { timestamp: "0" }),
  signLine("timestamp-largest", { timestamp: "9007199254740991" }),
  signLine("timestamp-too-large", { timestamp: "9007199254740992" }),
  signLine("query-numbers", { method: "GET", query: { limit: 20, after: 1.5 } }),
  signLine("query-keys-by-code-unit", { method: "GET", query: { b: "1", B: "2", a: "3", "10": "4", "9": "5" } }),
  signLine("query-not-ascii", { method: "GET", query: { symbol: "龙虾USDT" } }),
  signLine("query-value-empty", { method: "GET", query: { symbol: "" } }),
  signLine("query-ambiguous-value", { method: "GET", query: { symbol: "A&B" } }),
  signLine("query-ambiguous-plus", { method: "GET", query: { symbol: "A+B" } }),
  signLine("query-ambiguous-name", { method: "GET", query: { "a=b": "1" } }),
  signLine("query-no-name", { method: "GET", query: { "": "1" } }),
  signLine("query-null-value", { method: "GET", query: { a: null, b: "1" } }),
  signLine("query-of-nulls", { method: "GET", query: { a: null, "": null } }),
  signLine("query-nested", { method: "GET", query: { a: { b: "1" } } }),
  signLine("query-a-text", { method: "GET", query: "a=1" }),
  signLine("query-in-the-path", { method: "GET", path: "/api/v2/mix/order/detail?symbol=ETHUSDT" }),
  signLine("path-relative", { path: "api/v2" }),
  signLine("path-missing", { path: undefined }),
  signLine("path-with-an-escape", { path: "/api/%20" }),
  signLine("method-unknown", { method: "PATCH" }),
  signLine("method-missing", { method: null }),
  signLine("timestamp-missing", { timestamp: undefined }),
  signLine("timestamp-with-a-zero-before", { timestamp: "01" }),
  signLine("timestamp-a-fraction", { timestamp: "1659076670000.5" }),
  signLine("timestamp-negative", { timestamp: -1 }),
  signLine("secret-missing", { secret: undefined }),
  signLine("secret-a-number", { secret: 7 }),
  signLine("secret-empty", { secret: "" }),
  signLine("secret-with-a-line-feed", { secret: "abc\n" }),
  signLine("secret-longer-than-a-block", { secret: "k".repeat(100) }),
  signLine("body-not-a-text", { body: {} }),
  JSON.stringify({ secret: "s", timestamp: 1, method: "GET", path: "/" }),
  "{"
]
