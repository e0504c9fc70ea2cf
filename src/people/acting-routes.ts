import { redirect, routesOf } from '#platform'
import { actFor, stopActing } from './act-for.ts'
import { yourselfPage } from './acting-views.tsx'
import { citizenEvenActing } from './gates.ts'
import { ownPath } from './own-path.ts'
import type { PeopleWorld } from './people-world.ts'

const route = routesOf<PeopleWorld>()

/** Acting for somebody else, and being oneself again. */
export const actingRoutes = [
  route('GET /acting', {
    who: citizenEvenActing,
    answer({ who, visit }) {
      const then = ownPath(visit.query.then)
      return who.actingFor ? yourselfPage({ acting: who.actingFor, then, visit }) : redirect(then)
    },
  }),

  route('POST /acting/stop', {
    who: citizenEvenActing,
    form: ({ one }) => ({ then: ownPath(one.then, '/account/mandates') }),
    async answer({ world, who, form }) {
      await stopActing(world, who)
      return redirect(form.then)
    },
  }),

  route('POST /acting/mandates/:id/start', {
    who: citizenEvenActing,
    async answer({ world, who, params }) {
      await actFor(world, who, params.id!)
      return redirect('/')
    },
  }),
]
