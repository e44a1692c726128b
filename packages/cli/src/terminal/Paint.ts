/**
 * Colours, for terminals whose user wants them.
 *
 * @module
 * @since 0.1.0
 */
import type { Host } from "../Host.ts"

/**
 * Paints text, or leaves it as it is.
 *
 * @since 0.1.0
 */
export interface Paint {
  readonly bold: (text: string) => string
  readonly dim: (text: string) => string
  readonly green: (text: string) => string
  readonly red: (text: string) => string
  readonly yellow: (text: string) => string
}

const code =
  (isOn: boolean, open: number, close: number) =>
  (text: string): string =>
    isOn ? `\u001B[${open}m${text}\u001B[${close}m` : text

/**
 * Paint for one of the output streams: colours only where it is a terminal that can show them, and `NO_COLOR` is not set
 * (https://no-color.org).
 *
 * @since 0.1.0
 */
export const paintFor = (
  { env, ...streams }: Pick<Host, "env" | "stderr" | "stdout">,
  stream: "stderr" | "stdout"
): Paint => {
  const isOn = streams[stream].isTTY === true && (env["NO_COLOR"] ?? "") === "" && env["TERM"] !== "dumb"
  return {
    bold: code(isOn, 1, 22),
    dim: code(isOn, 2, 22),
    green: code(isOn, 32, 39),
    red: code(isOn, 31, 39),
    yellow: code(isOn, 33, 39)
  }
}
