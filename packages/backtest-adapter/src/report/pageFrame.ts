/**
 * The frame of every page: one file, nothing loaded, nothing but its own script run.
 *
 * @module
 * @since 0.1.0
 */
import { script, styles } from "./assets.ts"
import { type Content, html, trusted } from "./html.ts"

/**
 * What stands in a frame. `data` is text that the script reads: base64, or JSON whose `<` is escaped.
 *
 * @category models
 * @since 0.1.0
 */
export interface Framed {
  readonly title: string
  readonly body: Content
  readonly data: string
}

/** A whole page. Its content security policy admits this style sheet and this script, and no network at all. */
export const pageFrame = ({ body, data, title }: Framed): string => {
  const [style, code] = [styles(), script()]
  const policy = `default-src 'none'; style-src ${style.source}; script-src ${code.source}; base-uri 'none'; form-action 'none'`
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>${title}</title>
<style>${trusted(style.text)}</style>
</head>
<body>
${body}
<script type="application/json" id="data">${trusted(data)}</script>
<script>${trusted(code.text)}</script>
</body>
</html>
`.markup
}

/** JSON that can stand in a script element, whatever its strings hold. */
export const inlineJson = (value: unknown): string => JSON.stringify(value).replaceAll("<", String.raw`\u003c`)
