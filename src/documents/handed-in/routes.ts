import { citizen } from '#people'
import { routesOf, type World } from '#platform'
import { download, openFile } from './open-file.ts'

const route = routesOf<World>()

/** People save again what they handed in themselves. */
export const fileRoutes = [
  route('GET /files/:id', {
    who: citizen,
    answer: async ({ world, who, params }) => download(await openFile(world, who.id, params.id!)),
  }),
]
