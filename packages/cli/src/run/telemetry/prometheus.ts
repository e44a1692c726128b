/**
 * Serves the metrics of a run to Prometheus, on this machine only.
 *
 * @module
 * @since 0.1.0
 */
import { createServer } from "node:http"
import type { AddressInfo } from "node:net"
import type * as Context from "effect/Context"
import { formatUnsafe } from "effect/observability/PrometheusMetrics"
import { CommandError } from "../../CommandError.ts"

/**
 * A running server.
 *
 * @since 0.1.0
 */
export interface Prometheus {
  readonly url: string
  readonly close: () => void
}

/**
 * Serves `/metrics` on a port, 0 for a free one. `refresh` is called before each answer.
 *
 * Errors: rejects with a `CommandError` with exit code 1 where the port cannot be used.
 *
 * @since 0.1.0
 */
export const serve = (port: number, context: Context.Context<never>, refresh: () => void): Promise<Prometheus> =>
  new Promise((resolve, reject) => {
    const server = createServer((request, response) => {
      if (request.method !== "GET" || String(request.url).split("?")[0] !== "/metrics")
        return void response.writeHead(404).end("the metrics are at /metrics\n")
      refresh()
      response.writeHead(200, { "content-type": "text/plain; version=0.0.4; charset=utf-8" }).end(formatUnsafe(context))
    })
    server.on("error", (error: NodeJS.ErrnoException) =>
      reject(
        new CommandError(
          1,
          `run: the port of --metrics-port cannot be used (${error.code ?? error.message})`,
          "choose another port, or 0 for a free one"
        )
      )
    )
    server.listen(port, "127.0.0.1", () =>
      resolve({
        url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/metrics`,
        close: () => {
          server.close()
          server.closeAllConnections()
        }
      })
    )
  })
