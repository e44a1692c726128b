import { createHmac } from "node:crypto"

interface Credentials {
  readonly apiKey: string
  readonly secret: string
  readonly passphrase: string
}

export interface Answer {
  readonly status: number
  readonly headers: Headers
  readonly code: string
  readonly msg: string
  readonly requestTime: number
  readonly data: Record<string, unknown>
}

/** A client of twenty lines, so that the tests do not lean on the project's own. */
export const makeClient = (rest: string, { apiKey, passphrase, secret }: Credentials, now: () => number = Date.now) => {
  const call = async (
    method: "GET" | "POST",
    path: string,
    params: object = {},
    extra: Record<string, string> = {}
  ) => {
    const query = method === "GET" ? new URLSearchParams(Object.entries(params)).toString() : ""
    const target = query === "" ? path : `${path}?${query}`
    const body = method === "POST" ? JSON.stringify(params) : ""
    const timestamp = String(Math.floor(now()))
    const sign = createHmac("sha256", secret).update(`${timestamp}${method}${target}${body}`).digest("base64")
    const response = await fetch(`${rest}${target}`, {
      method,
      headers: {
        "ACCESS-KEY": apiKey,
        "ACCESS-SIGN": sign,
        "ACCESS-TIMESTAMP": timestamp,
        "ACCESS-PASSPHRASE": passphrase,
        "Content-Type": "application/json",
        ...extra
      },
      ...(method === "POST" ? { body } : {})
    })
    const text = await response.text()
    const envelope = JSON.parse(text) as Omit<Answer, "status" | "headers">
    return { ...envelope, status: response.status, headers: response.headers } as Answer
  }
  return {
    get: (path: string, params: object = {}, extra: Record<string, string> = {}) => call("GET", path, params, extra),
    post: (path: string, params: object = {}, extra: Record<string, string> = {}) => call("POST", path, params, extra)
  }
}
