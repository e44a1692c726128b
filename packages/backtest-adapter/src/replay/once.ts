/**
 * What is made when it is first asked for, and kept.
 *
 * @module
 * @since 0.1.0
 */

/** Makes a value at the first call; later calls give the same one. */
export const once = <A>(make: () => A): (() => A) => {
  let made: { readonly value: A } | undefined
  return () => (made ??= { value: make() }).value
}
