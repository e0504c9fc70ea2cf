import { performanceCount } from './count-events.ts'
import { offersCount } from './offers/count-offers.ts'

export { type Figure, type Measure, measures } from './figure.ts'
export { type Measured, measureServices } from './measure-services.ts'
export { performanceRoutes } from './routes.tsx'
export type { PerformanceWorld } from './world.ts'

/** What this module wants to hear. */
export const performanceSubscriptions = [performanceCount, offersCount] as const
/** Its style sheet, for the page's own. */
export const performanceSheet = new URL('./performance.css', import.meta.url)
