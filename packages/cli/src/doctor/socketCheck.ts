/**
 * The check of the private WebSocket: it connects, and takes the login.
 *
 * @module
 * @since 0.1.0
 */
import { isFields } from "../conform/Line.ts"
import type { Signing } from "../exchange/Rest.ts"
import * as Finding from "./Finding.ts"

const waitMs = 10_000

/** Codes of a login that failed (WebSocket, error codes). */
const codes: Readonly<Record<string, string>> = {
  "30005": "the login was refused",
  "30011": "the key is not known there",
  "30012": "the passphrase is wrong",
  "30013": "the time of the login is invalid",
  "30014": "the time of the login is too old",
  "30015": "the signature is wrong"
}

/** Undefined once logged in, else what went wrong. */
const login = (url: URL, message: string): Promise<string | undefined> =>
  new Promise((resolve) => {
    const socket = new WebSocket(url)
    let isEnded = false
    const end = (why: string | undefined): void => {
      // Closing a socket that never opened tells of an error again.
      if (isEnded) return
      isEnded = true
      clearTimeout(timer)
      socket.close()
      resolve(why)
    }
    const timer = setTimeout(end, waitMs, `no answer within ${waitMs / 1000} s`)
    socket.addEventListener("open", () => socket.send(message))
    socket.addEventListener("error", () => end("it cannot be reached"))
    socket.addEventListener("close", () => end("it was closed before the login was answered"))
    socket.addEventListener("message", ({ data }) => {
      const row: unknown = JSON.parse(String(data))
      if (!isFields(row) || (row["event"] !== "login" && row["event"] !== "error")) return
      const code = String(row["code"])
      end(row["event"] === "login" && code === "0" ? undefined : `${codes[code] ?? "the login was refused"} (${code})`)
    })
  })

/**
 * Checks the WebSocket at its base address.
 *
 * @since 0.1.0
 */
export const checkSocket = async (base: URL, { atMs, signer }: Signing): Promise<Finding.Finding> => {
  const url = new URL(`${base.href.replace(/\/$/, "")}/private`)
  const message = (await signer.login(atMs)).revealMessage()
  const why = await login(url, message)
  return why === undefined
    ? Finding.ok("socket", "the private WebSocket takes the login")
    : Finding.not(
        "warn",
        "socket",
        `${url.host}: ${why}`,
        "Backhand works without it, more slowly: check the firewall and --ws"
      )
}
