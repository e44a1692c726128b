/** Mulberry32: the same seed gives the same numbers. */
export class Random {
  #state: number

  constructor(seed: number) {
    this.#state = seed >>> 0
  }

  next = (): number => {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), this.#state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }

  between = (low: number, high: number): number => low + this.next() * (high - low)
  whole = (count: number): number => Math.floor(this.next() * count)
  pick = <A>(values: ReadonlyArray<A>): A => {
    const value = values[this.whole(values.length)]
    if (value === undefined) throw new Error("nothing to pick from")
    return value
  }
  chance = (share: number): boolean => this.next() < share
}
