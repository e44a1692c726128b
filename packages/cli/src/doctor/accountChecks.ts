/**
 * The checks of a key and its account.
 *
 * @module
 * @since 0.1.0
 */
import { Answer, Envelope, type Instrument } from "@backhand/core"
import * as Result from "effect/Result"
import { isFields } from "../conform/Line.ts"
import { readHoldMode } from "../exchange/Account.ts"
import { explain } from "../exchange/explain.ts"
import type { Reply, Rest, Signing } from "../exchange/Rest.ts"
import * as Finding from "./Finding.ts"

/** Answers of a unified account, which knows the key but not this kind of request. */
const unified = "40085"

const dataOf = ({ body }: Reply): unknown => {
  const envelope = Envelope.decode(body)
  return Result.isSuccess(envelope) && envelope.success.code === "00000" ? envelope.success.data : undefined
}

const limitOf = (data: unknown): Finding.Finding =>
  isFields(data) && data["traderType"] === "trader"
    ? Finding.not(
        "warn",
        "limit",
        "1 order a second: your account leads copy trading",
        "expect most signals of busy minutes to be replaced by newer ones, or trade from a sub-account that does not lead"
      )
    : Finding.ok("limit", "10 orders a second (your account does not lead copy trading)")

/**
 * Checks key, signature, passphrase and address, the kind of account, and the rate limit, with one request (Get Account
 * Information).
 *
 * @since 0.1.0
 */
export const checkKey = async (rest: Rest, as: Signing): Promise<ReadonlyArray<Finding.Finding>> => {
  const reply = await rest.get("/api/v2/spot/account/info", {}, as)
  const data = dataOf(reply)
  if (data !== undefined)
    return [
      Finding.ok("key", "the exchange knows the key, and signature and passphrase are right"),
      Finding.ok("account", "a classic account, as reversals need"),
      limitOf(data)
    ]
  const { code, problem, remedy } = explain(reply.status, reply.body)
  const found = code === null ? problem : `${problem} (${code})`
  return code === unified
    ? [Finding.ok("key", "the exchange knows the key"), Finding.not("fail", "account", found, remedy)]
    : [Finding.not("fail", "key", found, remedy)]
}

/** An order that cannot exist: the answer says whether the key may trade, and nothing can come of it. */
const probe = { clientOid: "backhand-doctor-no-such-order" }
const noSuchOrder = new Set(["40768", "43001", "45057", "31007", "40109"])

/**
 * Checks the permission to trade by cancelling an order that does not exist (Cancel Order).
 *
 * @since 0.1.0
 */
export const checkPermission = async (
  rest: Rest,
  as: Signing,
  { marginCoin, productType, symbol }: Instrument.Instrument
): Promise<Finding.Finding> => {
  const body = JSON.stringify({ symbol, productType, marginCoin, ...probe })
  const reply = await rest.post("/api/v2/mix/order/cancel-order", body, as)
  const { code } = Answer.read(reply.status, reply.body)
  if (code !== null && noSuchOrder.has(code)) return Finding.ok("permission", "the key may trade futures")
  const { problem, remedy } = explain(reply.status, reply.body)
  return Finding.not("fail", "permission", `${problem} (${code ?? `HTTP ${reply.status}`})`, remedy)
}

/**
 * Tells the hold mode and what it means for reversals.
 *
 * @since 0.1.0
 */
export const checkHoldMode = async (
  rest: Rest,
  as: Signing,
  instrument: Instrument.Instrument
): Promise<Finding.Finding> =>
  (await readHoldMode(rest, as, instrument)) === "hedge"
    ? Finding.ok(
        "hold mode",
        "your account is in hedge mode: long and short are held side by side; a size reverses part of one"
      )
    : Finding.ok(
        "hold mode",
        "your account is in one-way mode: a reversal turns the whole position; signals with a size are refused"
      )
