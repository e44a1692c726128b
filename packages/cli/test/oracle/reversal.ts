// The second opinion on reversals, written from docs/conform.md with fraction.js: no lots, no ticks, no shared code.
import { Fraction } from "fraction.js"
import { decimal, Fault, isObject, positive, show, Written } from "./numbers.ts"

type Json = Record<string, unknown>

interface Contract {
  readonly symbol: string
  readonly productType: string
  readonly marginCoin: string
  readonly isInverse: boolean
  readonly step: Fraction
  readonly feeRate: Fraction
  readonly least: Fraction
  readonly most: Fraction | null
  readonly leastValue: Fraction
  readonly isNormal: boolean
}

interface Leg {
  readonly size: Fraction
  readonly entry: Fraction
}

const isMissing = (value: unknown) => value === undefined || value === null || value === ""
const zero = new Fraction(0)
const mostLots = new Fraction(Number.MAX_SAFE_INTEGER)

const productTypes = ["USDT-FUTURES", "COIN-FUTURES", "USDC-FUTURES", "SUSDT-FUTURES", "SCOIN-FUTURES", "SUSDC-FUTURES"]
const ofQuote: Json = {
  USDT: "USDT-FUTURES",
  USD: "COIN-FUTURES",
  USDC: "USDC-FUTURES",
  SUSDT: "SUSDT-FUTURES",
  SUSD: "SCOIN-FUTURES",
  SUSDC: "SUSDC-FUTURES"
}

const coinsOf = (contract: Json): ReadonlyArray<string> =>
  Array.isArray(contract["supportMarginCoins"])
    ? contract["supportMarginCoins"].filter((coin): coin is string => typeof coin === "string" && coin !== "")
    : []

const upper = (value: unknown) => (typeof value === "string" ? value.toUpperCase() : "")

const productOf = (contract: Json): string => {
  const stated = contract["productType"]
  const quote = isMissing(contract["quoteCoin"]) ? coinsOf(contract)[0] : contract["quoteCoin"]
  const found = isMissing(stated) ? ofQuote[upper(quote)] : productTypes.find((type) => type === upper(stated))
  if (typeof found !== "string") throw new Fault("BadInstrument")
  return found
}

const placesOf = (value: unknown): Fraction => {
  const text = value instanceof Written ? String(Number(value.text)) : value
  if (typeof text !== "string" || !/^\d{1,2}$/.test(text) || (text.length === 2 && text.startsWith("0")))
    throw new Fault("BadInstrument")
  if (Number(text) > 20) throw new Fault("BadInstrument")
  return new Fraction(1).div(new Fraction(10).pow(Number(text)) ?? zero)
}

const textOf = (value: unknown): string => {
  if (typeof value !== "string" || value === "") throw new Fault("BadInstrument")
  return value
}

const marginOf = (contract: Json, isInverse: boolean): string => {
  const base = isInverse && typeof contract["baseCoin"] === "string" ? contract["baseCoin"] : undefined
  const candidates = [contract["marginCoin"], base, coinsOf(contract)[0], contract["quoteCoin"]]
  return textOf(candidates.find((coin) => !isMissing(coin))).toUpperCase()
}

const contractOf = (contract: unknown, feeRate: Fraction | undefined): Contract => {
  if (!isObject(contract)) throw new Fault("BadInstrument")
  const productType = productOf(contract)
  const isInverse = productType.includes("COIN")
  const step = isMissing(contract["sizeMultiplier"])
    ? placesOf(contract["volumePlace"])
    : positive(contract["sizeMultiplier"])
  const symbol = textOf(contract["symbol"]).toUpperCase()
  const marginCoin = marginOf(contract, isInverse)
  placesOf(contract["pricePlace"] ?? "0")
  if (!isMissing(contract["priceEndStep"])) positive(contract["priceEndStep"])
  const least = isMissing(contract["minTradeNum"]) ? step : positive(contract["minTradeNum"])
  if (least.div(step).ceil().compare(mostLots) > 0) throw new Fault("BadInstrument")
  const most = isMissing(contract["maxMarketOrderQty"]) ? null : positive(contract["maxMarketOrderQty"])
  if (most !== null && most.compare(step) < 0) throw new Fault("BadInstrument")
  const leastValue = isMissing(contract["minTradeUSDT"]) ? zero : decimal(contract["minTradeUSDT"])
  if (leastValue.compare(0) < 0) throw new Fault("NotPositive")
  const taker = feeRate ?? decimal(contract["takerFeeRate"])
  if (!isMissing(contract["makerFeeRate"])) decimal(contract["makerFeeRate"])
  const isNormal = isMissing(contract["symbolStatus"]) || contract["symbolStatus"] === "normal"
  return { symbol, productType, marginCoin, isInverse, step, feeRate: taker, least, most, leastValue, isNormal }
}

const defaultOf = (sizes: ReadonlyArray<unknown>, feeRate: Fraction | undefined): Contract => {
  const readable = sizes.flatMap((size) => {
    try {
      return [positive(size)]
    } catch {
      return []
    }
  })
  const [first = new Fraction(1), ...rest] = readable
  return {
    symbol: "ETHUSDT",
    productType: "USDT-FUTURES",
    marginCoin: "USDT",
    isInverse: false,
    step: rest.reduce((step, size) => step.gcd(size), first),
    feeRate: feeRate ?? new Fraction("0.0006"),
    least: zero,
    most: null,
    leastValue: zero,
    isNormal: true
  }
}

const sizeOf = (contract: Contract, value: unknown): Fraction => {
  const size = positive(value)
  const lots = size.div(contract.step)
  if (lots.d !== 1n) throw new Fault("OffStep")
  if (lots.compare(mostLots) > 0) throw new Fault("OutOfRange")
  return size
}

const legOf = (contract: Contract, leg: unknown): Leg | null => {
  if (leg === undefined || leg === null) return null
  if (!isObject(leg)) throw new Fault("BadPosition")
  return { size: sizeOf(contract, leg["size"]), entry: positive(leg["entry"]) }
}

const opposite = (side: string) => (side === "long" ? "short" : "long")

/** Both modes as one: the legs by side, and which side one-way mode holds. */
const positionOf = (contract: Contract, position: unknown) => {
  if (!isObject(position)) throw new Fault("BadPosition")
  const { mode, net } = position
  const legs: Record<string, Leg | null> = { long: null, short: null }
  if (mode === "one_way_mode") {
    const leg = legOf(contract, net)
    if (leg === null || !isObject(net)) return { isHedge: false, legs, side: null }
    const { side } = net
    if (side !== "long" && side !== "short") throw new Fault("BadPosition")
    legs[side] = leg
    return { isHedge: false, legs, side }
  }
  if (mode !== "hedge_mode") throw new Fault("BadPosition")
  legs["long"] = legOf(contract, position["long"])
  legs["short"] = legOf(contract, position["short"])
  return { isHedge: true, legs, side: null }
}

const wishOf = (contract: Contract, reverse: unknown) => {
  if (reverse === undefined || reverse === null) return { side: null, size: null, clientOid: null }
  if (!isObject(reverse)) throw new Fault("BadRequest")
  const side = reverse["side"] ?? null
  if (side !== null && side !== "long" && side !== "short") throw new Fault("BadRequest")
  const wished = reverse["size"] ?? null
  const size = wished === null ? null : sizeOf(contract, wished)
  const clientOid = reverse["clientOid"] ?? null
  if (clientOid !== null && (typeof clientOid !== "string" || !/^[\w-]{1,32}$/.test(clientOid)))
    throw new Fault("BadClientOid")
  return { side, size, clientOid }
}

const valueOf = (contract: Contract, size: Fraction, price: Fraction) =>
  contract.isInverse ? size.div(price) : size.mul(price)

const gain = (contract: Contract, side: string, leg: Leg, size: Fraction, price: Fraction): Fraction => {
  const long = contract.isInverse ? size.mul(leg.entry.inverse().sub(price.inverse())) : size.mul(price.sub(leg.entry))
  return side === "long" ? long : long.neg()
}

const merge = (contract: Contract, held: Leg | null, size: Fraction, price: Fraction): Leg => {
  if (held === null) return { size, entry: price }
  const total = held.size.add(size)
  if (total.div(contract.step).compare(mostLots) > 0) throw new Fault("BadPosition")
  const entry = contract.isInverse
    ? total.div(held.size.div(held.entry).add(size.div(price)))
    : held.size.mul(held.entry).add(size.mul(price)).div(total)
  return { size: total, entry }
}

const opens = (contract: Contract, size: Fraction, price: Fraction): boolean => {
  const value = contract.isInverse ? size : size.mul(price)
  const isSmallEnough = contract.most === null || size.compare(contract.most) <= 0
  return (
    contract.isNormal && size.compare(contract.least) >= 0 && isSmallEnough && value.compare(contract.leastValue) >= 0
  )
}

const showLeg = (leg: Leg | null) => (leg === null ? null : { size: show(leg.size), entry: show(leg.entry) })

const answer = (line: Json) => {
  const feeRate = (line["feeRate"] ?? null) === null ? undefined : decimal(line["feeRate"])
  const legs = isObject(line["position"]) ? ["net", "long", "short"].map((key) => (line["position"] as Json)[key]) : []
  const sizes = [line["reverse"], ...legs].flatMap((part) => (isObject(part) ? [part["size"]] : []))
  const contract =
    (line["instrument"] ?? null) === null ? defaultOf(sizes, feeRate) : contractOf(line["instrument"], feeRate)
  const position = positionOf(contract, line["position"])
  const wish = wishOf(contract, line["reverse"])
  const price = positive(line["price"])
  const minimums = line["minimums"] ?? false
  if (typeof minimums !== "boolean") throw new Fault("BadRequest")

  if (position.isHedge && wish.side === null) throw new Fault("SideNeeded")
  const side = wish.side ?? position.side
  const held = side === null ? null : (position.legs[side] ?? null)
  if (side === null || held === null) throw new Fault("NoPosition")
  if (contract.productType.startsWith("S")) throw new Fault("NotTradable")
  if (!position.isHedge && wish.size !== null && !wish.size.equals(held.size)) throw new Fault("SizeInOneWayMode")

  const size = wish.size === null || wish.size.compare(held.size) > 0 ? held.size : wish.size
  const rest = held.size.sub(size)
  const isOpened = !minimums || opens(contract, size, price)
  const other = opposite(side)
  const after = {
    [side]: rest.equals(0) ? null : { size: rest, entry: held.entry },
    [other]: isOpened ? merge(contract, position.legs[other] ?? null, size, price) : (position.legs[other] ?? null)
  }
  const oneFee = contract.feeRate.mul(valueOf(contract, size, price))
  const buys = position.isHedge ? side === "long" : side === "short"
  const netSide = after["long"] ? "long" : "short"
  const net = after[netSide] ?? null
  return {
    ok: true,
    request: {
      symbol: contract.symbol,
      productType: contract.productType,
      marginCoin: contract.marginCoin,
      ...(position.isHedge ? { size: show(size) } : {}),
      side: buys ? "buy" : "sell",
      ...(position.isHedge ? { tradeSide: "open" } : {}),
      ...(wish.clientOid === null ? {} : { clientOid: wish.clientOid })
    },
    position: position.isHedge
      ? { mode: "hedge_mode", long: showLeg(after["long"] ?? null), short: showLeg(after["short"] ?? null) }
      : { mode: "one_way_mode", net: net === null ? null : { side: netSide, ...showLeg(net) } },
    closed: show(size),
    opened: isOpened ? show(size) : "0",
    realized: show(gain(contract, side, held, size, price)),
    fees: show(isOpened ? oneFee.mul(2) : oneFee)
  }
}

export const reversal = (line: Json) => {
  try {
    return answer(line)
  } catch (error) {
    if (error instanceof Fault) return { ok: false, error: { tag: error.tag } }
    throw error
  }
}
