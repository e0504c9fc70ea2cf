export { keepReporting } from './keep-reporting.ts'
export { operationsRoutes } from './routes.ts'
export { openRunning, type Running } from './running.ts'
export type { OperationsWorld } from './world.ts'

/** Its style sheet, for the page's own. */
export const operationsSheet = new URL('./operations.css', import.meta.url)
