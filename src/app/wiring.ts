import { decideByRule } from '#cases'
import { mailboxJobs, tellSignIn } from '#mailbox'
import { performanceSubscriptions } from '#performance'
import type { Jobs, Nightly, Subscription } from '#platform'
import { privacyJobs } from '#privacy'
import type { AppWorld } from './world.ts'

/** Which event calls whom. */
export const subscriptions: readonly Subscription<AppWorld>[] = [decideByRule, tellSignIn, ...performanceSubscriptions]

/** Which background work calls which verb. */
export const jobs: Jobs<AppWorld> = { ...mailboxJobs, ...privacyJobs }

/** Which of it is done every night, at which hour and minute of UTC; a night missed is made up for. */
export const nightly: readonly Nightly[] = [
  { at: '02:15', job: 'privacy.keep-retention' },
  { at: '03:05', job: 'privacy.review-looks' },
]
