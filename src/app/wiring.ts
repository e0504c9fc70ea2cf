import { decideByRule, tellOfCase } from '#cases'
import { expireOffers, hearOfOffers } from '#journeys'
import { mailboxJobs, tellSignIn } from '#mailbox'
import { performanceSubscriptions } from '#performance'
import { type Jobs, keyJobs, type Nightly, type Subscription } from '#platform'
import { privacyJobs } from '#privacy'
import { settleMandates } from '#registers'
import type { AppWorld } from './world.ts'

/** Which event calls whom. */
export const subscriptions: readonly Subscription<AppWorld>[] = [
  decideByRule,
  settleMandates,
  hearOfOffers,
  tellSignIn,
  ...performanceSubscriptions,
]

/** Which background work calls which verb. */
export const jobs: Jobs<AppWorld> = {
  ...mailboxJobs,
  ...privacyJobs,
  ...keyJobs,
  'cases.tell-register': (world, payload) =>
    tellOfCase(world, { person: payload.person!, case: payload.case!, act: payload.act! }),
  'journeys.expire-offers': async world => void (await expireOffers(world)),
}

/** Which of it is done every night, at which hour and minute of UTC; a night missed is made up for. */
export const nightly: readonly Nightly[] = [
  { at: '00:10', job: 'journeys.expire-offers' },
  { at: '02:15', job: 'privacy.keep-retention' },
  { at: '03:05', job: 'privacy.review-looks' },
]
