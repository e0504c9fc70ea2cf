import { languages, oneOf, redirect, routesOf } from '#platform'
import { accountPage } from './account-views.tsx'
import { changeLanguage } from './change-language.ts'
import { endOtherSessions, endSession } from './end-session.ts'
import { citizen } from './gates.ts'
import type { PeopleWorld } from './people-world.ts'
import { isAlive } from './session.ts'
import { openSessionsOf, tellsNewBrowser } from './session-store.ts'
import { sessionsPage } from './sessions-view.tsx'
import { languageCookie } from './sign-in-routes.ts'
import { switchSignInNotice } from './switch-sign-in-notice.ts'

const route = routesOf<PeopleWorld>()

/** A person's own page: who they are to us, how we write to them, where they are signed in. */
export const accountRoutes = [
  route('GET /account', {
    who: citizen,
    answer: ({ who, visit }) => accountPage({ person: who, visit }),
  }),

  route('POST /account/language', {
    who: citizen,
    form: ({ one }) => ({ language: oneOf(one.language, languages) }),
    async answer({ world, who, form: { language } }) {
      await changeLanguage(world, who.id, language)
      return redirect('/account', { cookies: [languageCookie(language)] })
    },
  }),

  route('GET /account/sessions', {
    who: citizen,
    async answer({ world, who, visit }) {
      const open = await openSessionsOf(world, who.id)
      const sessions = open.filter(times => isAlive({ ...times, isOfficer: false }, world.now()))
      return sessionsPage({ person: who, visit, sessions, tells: await tellsNewBrowser(world, who.id) })
    },
  }),

  route('POST /account/sessions/notice', {
    who: citizen,
    form: ({ one }) => ({ on: oneOf(one.on, ['yes', 'no']) === 'yes' }),
    async answer({ world, who, form: { on } }) {
      await switchSignInNotice(world, who.id, on)
      return redirect('/account/sessions')
    },
  }),

  route('POST /account/sessions/end-others', {
    who: citizen,
    async answer({ world, who }) {
      await endOtherSessions(world, who.id, who.session)
      return redirect('/account/sessions')
    },
  }),

  route('POST /account/sessions/:id/end', {
    who: citizen,
    async answer({ world, who, params }) {
      await endSession(world, who.id, params.id!)
      return redirect('/account/sessions')
    },
  }),
]
