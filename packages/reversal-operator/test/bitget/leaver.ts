// Leaves a venue whose exchange is busy, and tells what would have kept the process from ending, before and after.
import { once } from "node:events"
import { createServer } from "node:http"
import { setImmediate } from "node:timers/promises"
import { bitget } from "@backhand/reversal-operator"
import { credentialsOf } from "./credentialsOf.ts"

const server = createServer((_request, response) => void response.writeHead(429).end()).listen(0, "127.0.0.1")
await once(server, "listening")
const address = server.address()
const connection = bitget({
  credentials: credentialsOf({ apiKey: "k", secret: "s", passphrase: "p" }),
  productType: "USDT-FUTURES",
  restUrl: `http://127.0.0.1:${typeof address === "object" ? address?.port : 0}`
}).connect({ now: () => Date.now(), ready: () => undefined, tell: () => undefined, fail: () => undefined })

const timers = () => process.getActiveResourcesInfo().filter((name) => name === "Timeout")
await once(server, "request")
while (timers().length === 0) await setImmediate()
process.stdout.write(`waiting ${timers().join()}; `)
connection.close()
server.close()
server.closeAllConnections()
process.stdout.write(`left${timers().join()}\n`)
