import type { Catalogue } from '#catalogue'
import type { World } from '#platform'

/** What asking needs besides the platform: the names of services and life events. */
export type FeedbackWorld = World & { readonly catalogue: Pick<Catalogue, 'services' | 'lifeEvents'> }
