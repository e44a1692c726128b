import type { Message } from "../../src/live/protocol.ts"

/** Listens to the stream of events of a dashboard, as the page does. */
export const hear = async (url: string) => {
  const abort = new AbortController()
  const response = await fetch(`${url}events`, { signal: abort.signal })
  const lines = async function* () {
    let text = ""
    for await (const chunk of (response.body ?? new ReadableStream()).pipeThrough(new TextDecoderStream())) {
      text += chunk
      const parts = text.split("\n\n")
      text = parts.pop() ?? ""
      for (const part of parts) yield JSON.parse(part.slice(part.indexOf("data: ") + 6)) as Message
    }
  }
  const messages = lines()
  return {
    headers: response.headers,
    /** The first message from now on of which something holds. */
    until: async (holds: (message: Message) => boolean): Promise<Message> => {
      for (;;) {
        const { done, value } = await messages.next()
        if (done === true) throw new Error("the stream has ended")
        if (holds(value)) return value
      }
    },
    close: () => abort.abort()
  }
}

/** Posts as the page does. */
export const post = (url: string, path: string, body: unknown, headers: Readonly<Record<string, string>> = {}) =>
  fetch(`${url}${path}`, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: JSON.stringify(body)
  })
