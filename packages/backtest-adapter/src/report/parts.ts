/**
 * Parts that both reports have.
 *
 * @module
 * @since 0.1.0
 */
import { type Content, type Html, html } from "./html.ts"

/** The head of a page: its title, a line below it, and the switch between light and dark. */
export const pageHead = (title: string, line: string): Html => html`<header class="head">
<div><h1>${title}</h1><p class="muted">${line}</p></div>
<button id="theme" class="quiet" type="button" hidden>Theme: auto</button>
</header>`

/** A section with a heading, and a sentence below it where it needs one. */
export const section = (id: string, heading: string, lead: string | undefined, body: Content): Html =>
  html`<section id="${id}" aria-labelledby="${id}-heading">
<h2 id="${id}-heading">${heading}</h2>
${lead === undefined ? undefined : html`<p class="lead">${lead}</p>`}
${body}
</section>`

/** One large number: its name, its value, a remark below, and whether it is good or bad. */
export interface Tile {
  readonly name: string
  readonly value: string
  readonly remark?: string | undefined
  readonly tone?: "gain" | "loss" | undefined
}

/** Good above zero, bad below. */
export const toneOf = (value: number): Tile["tone"] => (value > 0 ? "gain" : value < 0 ? "loss" : undefined)

/** Large numbers side by side. */
export const tiles = (list: ReadonlyArray<Tile>): Html =>
  html`<dl class="tiles">${list.map(
    ({ name, remark, tone, value }) =>
      html`<div class="tile"><dt>${name}</dt><dd${
        tone === undefined ? undefined : html` class="${tone}"`
      }>${value}</dd>${remark === undefined ? undefined : html`<dd class="remark">${remark}</dd>`}</div>`
  )}</dl>`

/** A name that explains itself when it is pointed at or reached with the keyboard. */
export const term = (id: string, name: string, meaning: string): Html =>
  html`<span class="term"><span class="word" tabindex="0" aria-describedby="${id}">${name}</span><span class="tip" role="tooltip" id="${id}">${meaning}</span></span>`

/** A table of names and values. */
const nameTable = (caption: string, rows: ReadonlyArray<readonly [name: Content, value: Content]>): Html =>
  html`<table class="names"><caption>${caption}</caption><tbody>${rows.map(
    ([name, value]) => html`<tr><th scope="row">${name}</th><td>${value}</td></tr>`
  )}</tbody></table>`

/** Every setting of the run, how to make it again, and what the reader has to know of it. */
export const colophon = (
  parameters: ReadonlyArray<readonly [name: string, value: string]>,
  command: string | undefined,
  notes: ReadonlyArray<string>
): Html =>
  html`${section(
    "parameters",
    "How this was made",
    undefined,
    html`${
      command === undefined
        ? undefined
        : html`<div class="command"><pre tabindex="0" aria-label="The command that makes this report again"><code>${command}</code></pre><button type="button" class="quiet" id="copy" hidden>Copy</button></div>`
    }${
      notes.length === 0 ? undefined : html`<ul class="notes">${notes.map((note) => html`<li>${note}</li>`)}</ul>`
    }<div class="columns">${nameTable("Parameters", parameters)}</div>`
  )}
<footer class="muted">Made by Backhand. One file, nothing loaded from anywhere. Charts: TradingView Lightweight Charts™, © 2025 TradingView, Inc.,
<a href="https://www.tradingview.com/" rel="noopener noreferrer">tradingview.com</a>, under the
<a href="https://www.apache.org/licenses/LICENSE-2.0" rel="noopener noreferrer">Apache License 2.0</a>.</footer>`
