// The second opinion on signatures: Node's own HMAC over a string put together by hand.
import { createHmac } from "node:crypto"

const isSpecial = (text: string) => /[&=#%+\p{Cc}\p{Cs}]/u.test(text)
const fail = (tag: string) => ({ ok: false, error: { tag } })

const queryOf = (query: object): string | undefined => {
  const names = Object.keys(query).toSorted()
  const values = new Map(Object.entries(query).map(([name, value]) => [name, String(value)]))
  if (names.some((name) => name === "" || isSpecial(name) || isSpecial(values.get(name) ?? ""))) return undefined
  return names.map((name) => `${name}=${values.get(name)}`).join("&")
}

const isObject = (value: unknown): value is object =>
  typeof value === "object" && value !== null && !Array.isArray(value)

export const sign = (line: Readonly<Record<string, unknown>>) => {
  const { method, path, secret } = line
  const timestamp = typeof line["timestamp"] === "number" ? String(line["timestamp"]) : line["timestamp"]
  const given = line["query"] ?? {}
  const body = line["body"] ?? ""
  if (typeof secret !== "string") return fail("BadRequest")
  if (!/^[!-~]([ -~]*[!-~])?$/.test(secret)) return fail("InvalidCredential")
  if (typeof timestamp !== "string" || !/^(0|[1-9]\d*)$/.test(timestamp)) return fail("BadRequest")
  if (BigInt(timestamp) >= 2n ** 53n) return fail("BadRequest")
  if (typeof method !== "string" || !["DELETE", "GET", "POST", "PUT"].includes(method.toUpperCase()))
    return fail("BadRequest")
  if (typeof path !== "string" || !isObject(given)) return fail("BadRequest")
  const query = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== null))
  if (Object.values(query).some((value) => typeof value !== "string" && typeof value !== "number"))
    return fail("BadRequest")
  const text = queryOf(query)
  if (text === undefined) return fail("InvalidQuery")
  if (typeof body !== "string") return fail("BadRequest")
  if (!/^\/[\w\-.~/]*$/.test(path)) return fail("InvalidRequest")
  const prehash = timestamp + method.toUpperCase() + path + (text === "" ? "" : `?${text}`) + body
  return { prehash, signature: createHmac("sha256", secret).update(prehash).digest("base64") }
}
