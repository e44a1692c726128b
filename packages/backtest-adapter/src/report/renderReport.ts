/**
 * One run as one page that is looked at.
 *
 * @module
 * @since 0.1.0
 */
import { keyFigures, statisticsSection } from "./figureSections.ts"
import { barTime, count } from "./format.ts"
import { html } from "./html.ts"
import { limitSection } from "./limitSection.ts"
import { costsSection } from "./costSections.ts"
import { chartSection, tradesSection } from "./historySection.ts"
import { pageData } from "./pageData.ts"
import { inlineJson, pageFrame } from "./pageFrame.ts"
import { colophon, pageHead } from "./parts.ts"
import type { ReportInput } from "./ReportInput.ts"
import { symbolsSection } from "./symbolsSection.ts"
import { resultsSection } from "./resultSections.ts"

const lineOf = ({ account: { time }, symbols }: ReportInput): string => {
  const names = symbols.length > 3 ? `${symbols.length} symbols` : symbols.map(({ symbol }) => symbol).join(", ")
  const intervalMs = Math.min(...symbols.map(({ bars }) => bars.intervalMs))
  const [first = Number.NaN, last = Number.NaN] = [time[0], time.at(-1)]
  return `${names} · ${count(time.length)} bars · ${barTime(first, intervalMs)} to ${barTime(last, intervalMs)} UTC`
}

/**
 * Renders a run as one self-contained HTML file: no network, a strict content security policy, all data inlined.
 *
 * - **Errors** throws where the package has not been built.
 *
 * @category rendering
 * @since 0.1.0
 */
export const renderReport = (input: ReportInput): string =>
  pageFrame({
    title: input.title,
    data: inlineJson(pageData(input)),
    body: html`<main>${pageHead(input.title, lineOf(input))}
${keyFigures(input)}
${chartSection(input)}
${symbolsSection(input)}
${tradesSection(input)}
${resultsSection(input)}
${limitSection(input)}
${costsSection(input)}
${statisticsSection(input)}
${colophon(input.parameters, input.command, input.notes ?? [])}</main>`
  })
