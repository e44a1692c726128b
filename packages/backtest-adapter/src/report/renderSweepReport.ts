/**
 * One sweep as one page that is looked at.
 *
 * @module
 * @since 0.1.0
 */
import { count } from "./format.ts"
import { html } from "./html.ts"
import { inlineJson, pageFrame } from "./pageFrame.ts"
import { sweepData } from "./PageSweep.ts"
import { colophon, pageHead } from "./parts.ts"
import type { SweepReportInput } from "./SweepReportInput.ts"
import { bestSection, heatSection, sweepTiles, walkForwardSection } from "./sweepSections.ts"

/**
 * Renders a sweep as one self-contained HTML file: no network, a strict content security policy, all data inlined.
 *
 * - **Errors** throws where the package has not been built.
 *
 * @category rendering
 * @since 0.1.0
 */
export const renderSweepReport = (input: SweepReportInput): string =>
  pageFrame({
    title: input.title,
    data: inlineJson(sweepData(input)),
    body: html`<main>${pageHead(input.title, `${count(input.rows.length)} combinations of ${input.axes.join(", ")}`)}
${sweepTiles(input)}
${heatSection(input)}
${bestSection(input)}
${walkForwardSection(input)}
${colophon(input.parameters, input.command, input.notes ?? [])}</main>`
  })
