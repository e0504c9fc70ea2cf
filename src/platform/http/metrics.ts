import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'

const registry = new Registry()
collectDefaultMetrics({ register: registry })

const requests = new Histogram({
  name: 'portico_request_seconds',
  help: 'time to answer, by route pattern, method and status',
  labelNames: ['route', 'method', 'status'],
  buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5],
  registers: [registry],
})

/** Counts one answered request. @param ms milliseconds */
export function observe({ route, method, status, ms }: { route: string; method: string; status: number; ms: number }): void {
  requests.observe({ route, method, status: String(status) }, ms / 1000)
}

/** All figures in Prometheus' text format. */
export function metricsText(): Promise<string> {
  return registry.metrics()
}

/** Where modules add figures of their own. */
export const metrics: Registry = registry

/** A figure that goes up and down, by name: `portico_…`. Written anew each time the figures are read. */
export function figure(name: string, help: string): { set(value: number): void } {
  return new Gauge({ name: `portico_${name}`, help, registers: [registry] })
}
