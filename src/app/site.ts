import { caseRoutes } from '#cases'
import { documentsRoutes, documentsSheet } from '#documents'
import { feedbackRoutes } from '#feedback'
import {
  exportRoutes,
  journeyRoutes,
  mandateRoutes,
  offerRoutes,
  openSubmissions,
  releaseRoutes,
  staffRoutes,
  staffSheet,
  startRoutes,
  submissionRoutes,
} from '#journeys'
import { mailboxRoutes } from '#mailbox'
import { operationsRoutes, operationsSheet } from '#operations'
import { accountRoutes, actingRoutes, anyone, signInRoutes, signOutRoutes, systemRoutes } from '#people'
import { performanceRoutes, performanceSheet } from '#performance'
import { type Figures, ownFigures, type Presence, type Route, type Site } from '#platform'
import { privacyRoutes, privacySheet } from '#privacy'
import { registerRoutes } from '#registers'
import type { Config } from './config.ts'
import { healthRoutes } from './health-routes.ts'
import { logRoutes } from './log/routes.tsx'
import { readAssets, shellOf } from './shell/index.ts'
import type { AppWorld } from './world.ts'

/** What a site tells of the process it is served by. */
interface Telling extends Pick<Config, 'metricsToken'> {
  /** Said to be ready until it leaves. */
  readonly presence?: Presence
  readonly figures?: () => Promise<readonly Figures[]>
}

/** Every route of the product: what is not listed here cannot be called. */
export function routesFor(telling: Telling): Route<AppWorld>[] {
  return [
    ...startRoutes,
    ...exportRoutes,
    ...submissionRoutes(openSubmissions()),
    ...systemRoutes,
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
    ...registerRoutes,
    ...accountRoutes,
    ...actingRoutes,
    ...signInRoutes,
    ...signOutRoutes,
    ...logRoutes,
    ...operationsRoutes,
    ...healthRoutesFor(telling),
  ]
}

function healthRoutesFor({ presence = { isLeaving: false }, figures = async () => [await ownFigures()], metricsToken }: Telling) {
  return healthRoutes({ presence, figures, metricsToken })
}

/** The website: all routes inside Portico's own frame. */
export function siteFor(
  world: AppWorld,
  config: Telling & Pick<Config, 'publicUrl'>,
  outside: Pick<Site<AppWorld>, 'formTargets' | 'crowd' | 'tracer'>,
): Site<AppWorld> {
  const { publicUrl, presence } = config
  const { files, ...assets } = readAssets([documentsSheet, performanceSheet, staffSheet, privacySheet, operationsSheet])
  const shell = shellOf({ assets, government: world.catalogue.government })
  const leaving = presence && { presence }
  return { routes: routesFor(config), assets: files, publicUrl, ...outside, visitor: anyone, shell, ...leaving }
}

/** For a worker that is alone on its machine: whether it is well, and nothing else. */
export function healthSiteFor(world: AppWorld, config: Telling & Pick<Config, 'publicUrl'>): Site<AppWorld> {
  return { ...siteFor(world, config, { formTargets: [] }), routes: healthRoutesFor(config) }
}
