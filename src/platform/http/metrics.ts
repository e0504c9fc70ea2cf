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
  tally.answered += 1
  if (status >= 500) tally.failed += 1
  tally.took[bucketOf(ms)]! += 1
}

/** Milliseconds: upper ends of what `requestTally` counts; what took longer is counted behind the last. */
export const tallyBounds = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000] as const
const tally = { answered: 0, failed: 0, took: Array<number>(tallyBounds.length + 1).fill(0) }

function bucketOf(ms: number): number {
  const at = tallyBounds.findIndex(bound => ms <= bound)
  return at < 0 ? tallyBounds.length : at
}

/** All requests answered since the start, those answered with 500 or more, and how many took how long. */
export function requestTally(): { answered: number; failed: number; took: number[] } {
  return { ...tally, took: [...tally.took] }
}

/** A figure that is read when it is asked for: a number, or one for each value of a label. One of a name is there once. */
export function gaugeOf(name: string, help: string, read: () => number | Readonly<Record<string, number>>, label?: string): void {
  registry.removeSingleMetric(name)
  const labelNames = label === undefined ? [] : [label]
  new Gauge({
    ...{ name, help, labelNames, registers: [registry] },
    collect() {
      const found = read()
      if (typeof found === 'number') return this.set(found)
      this.reset()
      for (const [value, figure] of Object.entries(found)) this.set({ [label!]: value }, figure)
    },
  })
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
