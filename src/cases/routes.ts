import { requestRoutes } from './request-routes.tsx'
import { workRoutes } from './work-routes.tsx'

/** Every page of cases: the person's and the officer's. */
export const caseRoutes = [...requestRoutes, ...workRoutes]
