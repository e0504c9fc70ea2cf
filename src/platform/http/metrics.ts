import {
  AggregatorRegistry,
  collectDefaultMetrics,
  Gauge,
  Histogram,
  type MetricObjectWithValues,
  type MetricValue,
  Registry,
} from 'prom-client'

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

/** The figures of this process in Prometheus' text format. */
export function metricsText(): Promise<string> {
  return registry.metrics()
}

/** All figures of one process, as they travel to another. */
export type Figures = readonly MetricObjectWithValues<MetricValue<string>>[]

/** The figures of this process. */
export function ownFigures(): Promise<Figures> {
  return registry.getMetricsAsJSON()
}

/** All figures in Prometheus' text format, those of several processes added up. */
export async function figuresText(processes: readonly Figures[]): Promise<string> {
  return processes.length === 1 ? metricsText() : addedUp(processes).metrics()
}

/** What stays true of processes that have ended: what they counted, as the figures of one. */
export async function countedBy(processes: readonly Figures[]): Promise<Figures> {
  return (await addedUp(processes).getMetricsAsJSON()).filter(({ type }) => KEPT.has(String(type)))
}

const KEPT = new Set(['counter', 'histogram'])

function addedUp(processes: readonly Figures[]): Registry {
  return AggregatorRegistry.aggregate(processes.map(figures => [...figures]))
}

/** Where modules add figures of their own. */
export const metrics: Registry = registry

/** A figure that goes up and down, by name: `portico_…`. Written anew each time the figures are read. */
export function figure(name: string, help: string): { set(value: number): void } {
  return new Gauge({ name: `portico_${name}`, help, registers: [registry] })
}
