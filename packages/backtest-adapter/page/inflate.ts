/** Newer browsers have a fast way of their own. */
const fromBase64 = (text: string): Uint8Array<ArrayBuffer> => {
  if ("fromBase64" in Uint8Array && typeof Uint8Array.fromBase64 === "function") return Uint8Array.fromBase64(text)
  const characters = atob(text)
  const bytes = new Uint8Array(characters.length)
  for (let k = 0; k < bytes.length; k++) bytes[k] = characters.charCodeAt(k)
  return bytes
}

/** The bytes behind deflated base64. */
export const inflate = async (text: string): Promise<Uint8Array> => {
  const stream = new Blob([fromBase64(text)]).stream().pipeThrough(new DecompressionStream("deflate-raw"))
  return new Uint8Array(await new Response(stream).arrayBuffer())
}
