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

/** All figures in Prometheus' text format. */
export function metricsText(): Promise<string> {
  return registry.metrics()
}

/** Where modules add figures of their own. */
export const metrics: Registry = registry
