import { askRoutes } from './ask-routes.ts'
import { consentRoutes } from './consent-routes.ts'
import { correctionRoutes } from './correct/correction-routes.ts'

import { dataRoutes } from './data-routes.ts'
import { erasureRoutes } from './erasure-routes.ts'
import { lookRoutes } from './look-routes.ts'
import { reviewRoutes } from './review/review-routes.ts'
import { workRoutes } from './work-routes.ts'

/** Every page about what is held of a person, who looked at it, and what they agreed to. */
export const privacyRoutes = [
  ...lookRoutes,
  ...consentRoutes,
  ...correctionRoutes,
  ...dataRoutes,
  ...erasureRoutes,
  ...workRoutes,
  ...reviewRoutes,
  ...askRoutes,
]
