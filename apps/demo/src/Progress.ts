/** A bar of progress on standard error, where that is a terminal. */
export class Progress {
  readonly #total: number
  #shown = -1

  constructor(total: number) {
    this.#total = total
  }

  show(done: number): void {
    const percent = Math.floor((100 * (done + 1)) / this.#total)
    if (!process.stderr.isTTY || percent === this.#shown) return
    this.#shown = percent
    const full = Math.floor(percent / 4)
    process.stderr.write(`\r  live ${"█".repeat(full)}${"░".repeat(25 - full)} ${String(percent).padStart(3)} %`)
  }

  end(): void {
    if (process.stderr.isTTY) process.stderr.write("\r\u001b[K")
  }
}
