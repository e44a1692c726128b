/**
 * RxJS, loaded when a strategy first runs on it: it is half of what there is to load, and columns do without.
 *
 * @module
 * @since 0.1.0
 */
import { createRequire } from "node:module"
import type * as Rx from "rxjs"

const load = createRequire(import.meta.url)
let loaded: typeof Rx | undefined

/** The module that `import "rxjs"` gives a strategy too: in Node both names lead to one file. */
export const rxjs = (): typeof Rx => {
  loaded ??= load("rxjs") as typeof Rx
  return loaded
}
