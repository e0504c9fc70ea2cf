import { decideByRule } from '#cases'
import { mailboxJobs } from '#mailbox'
import { performanceSubscriptions } from '#performance'
import type { Jobs, Subscription } from '#platform'
import type { AppWorld } from './world.ts'

/** Which event calls whom. */
export const subscriptions: readonly Subscription<AppWorld>[] = [decideByRule, ...performanceSubscriptions]

/** Which background work calls which verb. */
export const jobs: Jobs<AppWorld> = { ...mailboxJobs }
