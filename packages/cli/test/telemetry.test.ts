import { createServer } from "node:http"
import type { AddressInfo } from "node:net"
import { json } from "node:stream/consumers"
import { assert, describe, it } from "vitest"
import { run } from "./host.ts"
import { held, makePlace } from "./place.ts"
import { startSession } from "./session.ts"

interface Attribute {
  readonly key: string
  readonly value: { readonly stringValue?: string }
}
interface Point {
  readonly attributes: ReadonlyArray<Attribute>
  readonly asDouble?: number
  readonly count?: number
}
interface Measured {
  readonly name: string
  readonly [kind: string]: { readonly dataPoints: ReadonlyArray<Point> } | string
}
interface Body {
  readonly resourceMetrics?: ReadonlyArray<{ scopeMetrics: ReadonlyArray<{ metrics: ReadonlyArray<Measured> }> }>
  readonly resourceLogs?: ReadonlyArray<{
    scopeLogs: ReadonlyArray<{ logRecords: ReadonlyArray<{ severityText: string; body: { stringValue: string } }> }>
  }>
}

/** An OpenTelemetry collector that keeps what it is sent. */
const startCollector = async () => {
  const got: Array<readonly [path: string | undefined, body: Body]> = []
  const server = createServer((request, response) => {
    void json(request).then((body) => {
      got.push([request.url, body as Body])
      return response.end("{}")
    })
  })
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    got,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    }
  }
}

const signal = (fields: object = {}) => `${JSON.stringify({ symbol: "ETHUSDT", side: "short", ...fields })}\n`

describe("the telemetry of backhand run", () => {
  it("sends metrics and structured logs to an OpenTelemetry collector, the last before it ends", async () => {
    await using place = await makePlace()
    await using collector = await startCollector()
    const args = ["run", "--signals", "-", ...place.both, "--otlp", collector.url]
    const { code } = await run(args, [signal()], place.env)
    assert.strictEqual(code, 0)
    assert.sameMembers([...new Set(collector.got.map(([path]) => path))], ["/v1/metrics", "/v1/logs"])
    const last = collector.got.findLast(([path]) => path === "/v1/metrics")?.[1]
    const metrics = last?.resourceMetrics?.[0]?.scopeMetrics[0]?.metrics ?? []
    const points = Object.fromEntries(
      metrics.map(({ name, ...kinds }) => {
        const [data] = Object.values(kinds).flatMap((kind) => (typeof kind === "object" ? [kind.dataPoints] : []))
        return [name, data?.reduce((sum, { asDouble, count }) => sum + (count ?? asDouble ?? 0), 0)]
      })
    )
    assert.deepInclude(points, {
      backhand_signals_total: 1,
      backhand_sent_total: 1,
      backhand_settled_total: 1,
      backhand_settlement_seconds: 1,
      backhand_budget_used: 1,
      backhand_budget_limit: 10,
      backhand_socket_live: 1
    })
    const logs = collector.got.flatMap(([, body]) => body.resourceLogs?.[0]?.scopeLogs[0]?.logRecords ?? [])
    const said = logs.map(({ body, severityText }) => `${severityText} ${body.stringValue}`)
    assert.isTrue(
      said.some((line) => /^INFO ETHUSDT: reversed, closed 20, opened 20/i.test(line)),
      said.join("\n")
    )
  })

  it("holds nothing up where no collector answers", async () => {
    await using place = await makePlace()
    let url = ""
    {
      await using gone = await startCollector()
      url = gone.url
    }
    const { code, stderr } = await run(["run", "--signals", "-", ...place.both, "--otlp", url], [signal()], place.env)
    assert.deepStrictEqual([code, place.simulator.executions.length], [0, 1])
    assert.notInclude(stderr, "ECONNREFUSED")
  })

  it("serves Prometheus on this machine: signals, what became of them, the budget, the clock", async () => {
    await using place = await makePlace({ symbols: [held] })
    const session = startSession(["run", "--signals", "-", ...place.both, "--metrics-port", "0"], place.env)
    session.stdin.write(signal({ side: "long" }))
    session.stdin.write(signal({ symbol: "NOSUCH" }))
    await session.hears("refused")
    await session.hears("held")
    const [, url = ""] = /Metrics for Prometheus: (\S+)\n/.exec(session.stderr()) ?? []
    const scraped = await fetch(url)
    assert.match(scraped.headers.get("content-type") ?? "", /^text\/plain; version=0\.0\.4/)
    const text = await scraped.text()
    for (const line of [
      "# TYPE backhand_signals_total counter",
      "backhand_signals_total 2",
      'backhand_held_total{reason="agrees"} 1',
      'backhand_refused_total{reason="unknown-symbol",code="",retry="after-fix"} 1',
      "backhand_budget_used 0",
      "backhand_budget_limit 10"
    ])
      assert.include(text, `${line}\n`)
    assert.strictEqual((await fetch(url.replace("/metrics", "/"))).status, 404)
    session.stdin.end()
    assert.strictEqual(await session.code, 0)
    assert.strictEqual(await fetch(url).catch(() => "gone"), "gone")
  })

  it("ends with 1 where the port of Prometheus is taken", async () => {
    await using place = await makePlace()
    const { port } = new URL(place.simulator.rest)
    const { code, stderr } = await run(["run", "--signals", "-", ...place.url, "--metrics-port", port], [], place.env)
    assert.strictEqual(code, 1)
    assert.match(stderr, /--metrics-port cannot be used \(EADDRINUSE\)\nchoose another port/)
  })
})
