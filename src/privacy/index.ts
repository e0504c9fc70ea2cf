export { askCorrection } from './correct/ask-correction.ts'
export { type Incident, readIncident } from './incident.ts'
export { privacyJobs } from './jobs.ts'
export { countPastRetention, keepRetention, type RetentionCounts } from './keep-retention.ts'
export { affectedBy, notifyIncident } from './notify-incident.ts'
export { questionLook } from './question-look.ts'
export { reviewLooks } from './review/review-looks.ts'
export { countUnreviewed } from './review/review-store.ts'
export { privacyRoutes } from './routes.ts'
export type { PrivacyWorld } from './world.ts'

/** Its style sheet, for the page's own. */
export const privacySheet = new URL('./privacy.css', import.meta.url)
