import type { Jobs } from '#platform'
import { keepRetention } from './keep-retention.ts'
import type { PrivacyWorld } from './world.ts'

export const privacyJobs: Jobs<PrivacyWorld> = {
  'privacy.keep-retention': async world => {
    const counts = await keepRetention(world)
    const count = Object.values(counts).reduce((sum, more) => sum + more, 0)
    world.log.info({ job: 'privacy.keep-retention', count }, 'what was past its retention is erased')
  },
}
