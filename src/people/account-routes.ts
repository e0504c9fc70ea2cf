import { languages, oneOf, redirect, routesOf } from '#platform'
import { accountPage } from './account-views.tsx'
import { changeLanguage } from './change-language.ts'
import { endSession } from './end-session.ts'
import { citizen } from './gates.ts'
import type { PeopleWorld } from './people-world.ts'
import { openSessionsOf } from './session-store.ts'
import { languageCookie } from './sign-in-routes.ts'

const route = routesOf<PeopleWorld>()

/** A person's own page: who they are to us, how we write to them, where they are signed in. */
export const accountRoutes = [
  route('GET /account', {
    who: citizen,
    answer: async ({ world, who, visit }) => accountPage({ person: who, visit, sessions: await openSessionsOf(world, who.id) }),
  }),

  route('POST /account/language', {
    who: citizen,
    form: ({ one }) => ({ language: oneOf(one.language, languages) }),
    async answer({ world, who, form: { language } }) {
      await changeLanguage(world, who.id, language)
      return redirect('/account', { cookies: [languageCookie(language)] })
    },
  }),

  route('POST /account/sessions/:id/end', {
    who: citizen,
    async answer({ world, who, params }) {
      await endSession(world, who.id, params.id!)
      return redirect('/account')
    },
  }),
]
