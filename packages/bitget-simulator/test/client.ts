import { createHmac } from "node:crypto"

interface Credentials {
  readonly apiKey: string
  readonly secret: string
  readonly passphrase: string
}

export type Row = Readonly<Record<string, string>>

export interface Answer {
  readonly status: number
  readonly headers: Headers
  readonly code: string
  readonly msg: string
  readonly requestTime: number
  readonly data: unknown
}

export const rowOf = ({ data }: Answer): Row => data as Row

export const rowsOf = ({ data }: Answer): ReadonlyArray<Row> => data as ReadonlyArray<Row>

export const listOf = ({ data }: Answer, name: string): ReadonlyArray<Row> =>
  (data as Readonly<Record<string, ReadonlyArray<Row>>>)[name] ?? []

/** A client of thirty lines, so that the tests do not lean on the project's own. */
export const makeClient = (rest: string, { apiKey, passphrase, secret }: Credentials, now: () => number = Date.now) => {
  const send = async (
    method: "GET" | "POST",
    path: string,
    params: object,
    change: Readonly<Record<string, string | null>>
  ): Promise<Answer> => {
    const query = method === "GET" ? new URLSearchParams(Object.entries(params)).toString() : ""
    const target = query === "" ? path : `${path}?${query}`
    const body = method === "POST" ? JSON.stringify(params) : ""
    const timestamp = change["ACCESS-TIMESTAMP"] ?? String(Math.floor(now()))
    const sign = createHmac("sha256", secret).update(`${timestamp}${method}${target}${body}`).digest("base64")
    const headers = {
      "ACCESS-KEY": apiKey,
      "ACCESS-SIGN": sign,
      "ACCESS-TIMESTAMP": timestamp,
      "ACCESS-PASSPHRASE": passphrase,
      "Content-Type": "application/json",
      ...change
    }
    const sent = Object.entries(headers).filter((header): header is [string, string] => header[1] !== null)
    const response = await fetch(`${rest}${target}`, {
      method,
      headers: Object.fromEntries(sent),
      ...(method === "POST" ? { body } : {})
    })
    const envelope = JSON.parse(await response.text()) as Omit<Answer, "status" | "headers">
    return { ...envelope, status: response.status, headers: response.headers }
  }
  return {
    get: (path: string, params: object = {}, change: Readonly<Record<string, string | null>> = {}) =>
      send("GET", path, params, change),
    post: (path: string, params: object = {}, change: Readonly<Record<string, string | null>> = {}) =>
      send("POST", path, params, change)
  }
}
