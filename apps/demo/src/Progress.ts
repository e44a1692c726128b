/** A bar of progress on standard error, where that is a terminal. */
export class Progress {
  readonly #total: number
  #shown = ""

  constructor(total: number) {
    this.#total = total
  }

  /** Shows that so many bars are done, and how many reversals the exchange has executed. */
  show(done: number, reversals: number): void {
    if (!process.stderr.isTTY) return
    const share = (done + 1) / this.#total
    const full = Math.floor(25 * share)
    const percent = String(Math.floor(100 * share)).padStart(3)
    const line = `  live  ${"█".repeat(full)}${"░".repeat(25 - full)} ${percent} %  ${reversals} reversals`
    if (line === this.#shown) return
    this.#shown = line
    process.stderr.write(`\r${line}`)
  }

  end(): void {
    if (process.stderr.isTTY) process.stderr.write("\r\u001b[K")
  }
}
