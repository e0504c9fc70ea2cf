import { caseRoutes } from '#cases'
import { documentsRoutes, documentsSheet } from '#documents'
import { feedbackRoutes } from '#feedback'
import {
  exportRoutes,
  journeyRoutes,
  mandateRoutes,
  offerRoutes,
  releaseRoutes,
  staffRoutes,
  staffSheet,
  startRoutes,
} from '#journeys'
import { mailboxRoutes } from '#mailbox'
import { accountRoutes, actingRoutes, anyone, signInRoutes, signOutRoutes } from '#people'
import { performanceRoutes, performanceSheet } from '#performance'
import type { Route, Site } from '#platform'
import { privacyRoutes, privacySheet } from '#privacy'
import type { Config } from './config.ts'
import { healthRoutes } from './health-routes.ts'
import { logRoutes } from './log/routes.tsx'
import { readAssets, shellOf } from './shell/index.ts'
import type { AppWorld } from './world.ts'

/** Every route of the product: what is not listed here cannot be called. */
export function routesFor({ metricsToken }: Pick<Config, 'metricsToken'>): Route<AppWorld>[] {
  return [
    ...startRoutes,
    ...exportRoutes,
    ...journeyRoutes,
    ...releaseRoutes,
    ...staffRoutes,
    ...mandateRoutes,
    ...offerRoutes,
    ...caseRoutes,
    ...mailboxRoutes,
    ...documentsRoutes,
    ...feedbackRoutes,
    ...performanceRoutes,
    ...privacyRoutes,
    ...accountRoutes,
    ...actingRoutes,
    ...signInRoutes,
    ...signOutRoutes,
    ...logRoutes,
    ...healthRoutes(metricsToken),
  ]
}

/** The website: all routes inside Portico's own frame. */
export function siteFor(
  world: AppWorld,
  config: Pick<Config, 'metricsToken' | 'publicUrl'>,
  formTargets: readonly string[],
): Site<AppWorld> {
  const { files, ...assets } = readAssets([documentsSheet, performanceSheet, staffSheet, privacySheet])
  const shell = shellOf({ assets, government: world.catalogue.government })
  return { routes: routesFor(config), assets: files, publicUrl: config.publicUrl, formTargets, visitor: anyone, shell }
}
