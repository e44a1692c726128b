/**
 * The envelope that every answer of the exchange comes in.
 *
 * @module
 * @since 0.1.0
 */
import * as Result from "effect/Result"
import * as Refusal from "./Refusal.ts"

/**
 * `{"code", "msg", "requestTime", "data"}`: `requestTime` is the exchange's own time in milliseconds.
 *
 * @category models
 * @since 0.1.0
 */
export interface Envelope {
  readonly code: string
  readonly msg: string
  readonly requestTime: number | null
  readonly data: unknown
}

const bad = (body: string) =>
  Refusal.fail(
    "BadResponse",
    "body",
    `expected the exchange's JSON envelope, got ${Refusal.show(body)}`,
    "treat the outcome as unknown"
  )

const parse = (body: string): unknown => {
  try {
    return JSON.parse(body)
  } catch {
    return undefined
  }
}

const timeOf = (value: unknown): number | null => {
  const time = typeof value === "string" && /^[0-9]+$/.test(value) ? Number(value) : value
  return typeof time === "number" && Number.isSafeInteger(time) && time > 0 ? time : null
}

/**
 * Reads an envelope. The code may be a text or a number; the exchange sends both.
 *
 * - **Errors** `BadResponse` when the body is not JSON or has no code.
 *
 * @category decoding
 * @since 0.1.0
 */
export const decode = (body: string): Result.Result<Envelope, Refusal.Refusal> => {
  const value = parse(body)
  if (typeof value !== "object" || value === null || !("code" in value)) return bad(body)
  const { code } = value
  if ((typeof code !== "string" || code === "") && typeof code !== "number") return bad(body)
  return Result.succeed({
    code: String(code),
    msg: "msg" in value && typeof value.msg === "string" ? value.msg : "",
    requestTime: "requestTime" in value ? timeOf(value.requestTime) : null,
    data: "data" in value ? value.data : null
  })
}

/**
 * The answer to a reversal or an entry. The exchange leaves the order id out for some one-way orders.
 *
 * @category models
 * @since 0.1.0
 */
export interface OrderIds {
  readonly clientOid: string | null
  readonly orderId: string | null
}

const textOf = (data: object, field: string): string | null => {
  const value: unknown = Reflect.get(data, field)
  return typeof value === "string" && value !== "" ? value : null
}

/**
 * The ids in the data of an accepted order.
 *
 * @category decoding
 * @since 0.1.0
 */
export const orderIds = (self: Envelope): OrderIds => {
  const data = typeof self.data === "object" && self.data !== null ? self.data : {}
  return { clientOid: textOf(data, "clientOid"), orderId: textOf(data, "orderId") }
}

/**
 * Writes an envelope in the field order of the exchange's pages.
 *
 * @category encoding
 * @since 0.1.0
 */
export const toJson = ({ code, data, msg, requestTime }: Envelope): string =>
  JSON.stringify({ code, msg, requestTime, data })
