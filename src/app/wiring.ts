import { decideByRule, tellOfCase } from '#cases'
import { expireOffers, hearOfOffers } from '#journeys'
import { mailboxJobs } from '#mailbox'
import { performanceSubscriptions } from '#performance'
import type { Jobs, Nightly, Subscription } from '#platform'
import { privacyJobs } from '#privacy'
import type { AppWorld } from './world.ts'

/** Which event calls whom. */
export const subscriptions: readonly Subscription<AppWorld>[] = [decideByRule, hearOfOffers, ...performanceSubscriptions]

/** Which background work calls which verb. */
export const jobs: Jobs<AppWorld> = {
  ...mailboxJobs,
  ...privacyJobs,
  'cases.tell-register': (world, payload) =>
    tellOfCase(world, { person: payload.person!, case: payload.case!, act: payload.act! }),
  'journeys.expire-offers': async world => void (await expireOffers(world)),
}

/** Which of it is done every night, at which hour and minute of UTC; a night missed is made up for. */
export const nightly: readonly Nightly[] = [
  { at: '00:10', job: 'journeys.expire-offers' },
  { at: '02:15', job: 'privacy.keep-retention' },
]
