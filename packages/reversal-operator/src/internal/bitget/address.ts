/**
 * Checks the addresses that requests go to: secrets leave this machine encrypted or not at all.
 *
 * @module
 * @since 0.1.0
 */
import { BitgetError } from "../../BitgetError.ts"

const isLoopback = ({ hostname }: URL): boolean =>
  hostname === "localhost" || hostname === "[::1]" || /^127(?:\.[0-9]{1,3}){3}$/.test(hostname)

/** Reads an address of the given plain protocol or of its encrypted kind. Throws where it cannot be used. */
export const address = (name: string, text: string, plain: "http:" | "ws:"): URL => {
  const encrypted = plain === "http:" ? "https:" : "wss:"
  if (!URL.canParse(text))
    throw new BitgetError(`${name} is no address: ${JSON.stringify(text)}`, `give a ${encrypted} address`)
  const url = new URL(text)
  if (url.protocol === encrypted || (url.protocol === plain && isLoopback(url))) return url
  throw new BitgetError(
    `${name} must be ${encrypted} outside loopback, got ${url.protocol}//${url.host}`,
    `use ${encrypted}`
  )
}
