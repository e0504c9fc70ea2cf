import type { Jobs } from '#platform'
import { passOnCorrection } from './correct/pass-on.ts'
import { keepRetention } from './keep-retention.ts'
import { reviewLooks } from './review/review-looks.ts'
import type { PrivacyWorld } from './world.ts'

export const privacyJobs: Jobs<PrivacyWorld> = {
  'privacy.pass-on-correction': (world, payload) =>
    passOnCorrection(world, { person: payload.person!, correction: payload.correction! }),
  'privacy.review-looks': async world => {
    const { looks, added } = await reviewLooks(world)
    world.log.info({ job: 'privacy.review-looks', count: added }, `${looks} looks of staff were gone through`)
  },
  'privacy.keep-retention': async world => {
    const counts = await keepRetention(world)
    const count = Object.values(counts).reduce((sum, more) => sum + more, 0)
    world.log.info({ job: 'privacy.keep-retention', count }, 'what was past its retention is erased')
  },
}
