/**
 * Telemetry of a run, for those who run it as a service: metrics and logs to an OpenTelemetry collector, metrics for
 * Prometheus.
 *
 * @module
 * @since 0.1.0
 */
import * as Effect from "effect/Effect"
import * as FetchHttpClient from "effect/http/FetchHttpClient"
import * as Layer from "effect/Layer"
import * as ManagedRuntime from "effect/ManagedRuntime"
import * as Metric from "effect/Metric"
import * as OtlpLogger from "effect/observability/OtlpLogger"
import * as OtlpMetrics from "effect/observability/OtlpMetrics"
import * as OtlpExporter from "effect/observability/OtlpExporter"
import * as OtlpSerialization from "effect/observability/OtlpSerialization"
import { version } from "../../version.ts"
import type { Log } from "../Log.ts"
import type { Observer } from "../Observer.ts"
import * as Meters from "./Meters.ts"
import * as Prometheus from "./prometheus.ts"

/**
 * Where telemetry goes. `now` is in milliseconds since the epoch; `onServing` hears the address for Prometheus.
 *
 * @since 0.1.0
 */
export interface TelemetryOptions {
  readonly otlp: URL | undefined
  readonly metricsPort: number | undefined
  readonly now: () => number
  readonly onServing: (url: string) => void
}

const refreshMs = 1000

const exportTo = (url: URL) => {
  const base = url.href.replace(/\/$/, "")
  const resource = { serviceName: "backhand", serviceVersion: version() }
  // What is left at the end is sent before the process ends, but does not keep it for long.
  const shared = { resource, exportInterval: "5 seconds", shutdownTimeout: "2 seconds" } as const
  return Layer.mergeAll(
    OtlpMetrics.layer({ ...shared, url: `${base}/v1/metrics` }),
    OtlpLogger.layer({ ...shared, url: `${base}/v1/logs`, exportInterval: "1 second", mergeWithExisting: false })
  ).pipe(
    Layer.provideMerge(OtlpExporter.layerFlusher),
    Layer.provide(OtlpSerialization.layerJson),
    Layer.provide(FetchHttpClient.layer)
  )
}

/** Each run has a registry of its own. */
const registry = () => Layer.succeed(Metric.MetricRegistry)(new Map())

const levels = { debug: "Debug", info: "Info", warn: "Warn", error: "Error" } as const

/**
 * Starts telemetry. A collector that does not answer holds nothing up; closing waits for it two seconds at most.
 *
 * Errors: rejects with a `CommandError` with exit code 1 where the port for Prometheus cannot be used.
 *
 * @since 0.1.0
 */
export const telemetry = async ({ metricsPort, now, onServing, otlp }: TelemetryOptions): Promise<Observer> => {
  const exporters = otlp === undefined ? Layer.empty : exportTo(otlp)
  const runtime = ManagedRuntime.make(Layer.provideMerge(exporters, registry()))
  const context = await runtime.context()
  const meters = Meters.make(context)
  const refresh = (): void => meters.refresh(now())
  const server = metricsPort === undefined ? undefined : await Prometheus.serve(metricsPort, context, refresh)
  if (server !== undefined) onServing(server.url)
  const timer = setInterval(refresh, refreshMs)
  const log: Log = (level, text, fields = {}) =>
    void runtime.runFork(Effect.logWithLevel(levels[level])(text).pipe(Effect.annotateLogs(fields)))
  return {
    ...meters,
    ...(otlp === undefined ? {} : { log }),
    close: async () => {
      clearInterval(timer)
      refresh()
      server?.close()
      await runtime.dispose()
    }
  }
}
