import type { Bars } from "../../src/Bars.ts"

/** A column that is too short for its bars. */
export const short = () => ({ wishes: new Int8Array(3) })

/** Fits stretches of 200 bars only. */
export const shortOnTest = ({ length }: Bars) => ({ wishes: new Int8Array(length === 200 ? length : 3) })

export const throwing = () => {
  throw new Error("no idea")
}
