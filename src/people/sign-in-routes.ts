import { BROWSER_COOKIE, type Cookie, type Language, type Reply, redirect, routesOf, type Visit } from '#platform'
import { thoseSureEnough } from './adapters/several.ts'
import { type AssuranceLevel, assuranceLevels, levelsFrom } from './adapters/sign-in.ts'
import { SignInRefused, SignInUnavailable } from './adapters/sign-in-errors.ts'
import { anyone } from './gates.ts'
import { KNOWN_COOKIE, rememberedBy } from './known-browser.ts'
import { ownPath } from './own-path.ts'
import type { PeopleWorld } from './people-world.ts'
import { type Begun, signIn } from './sign-in.ts'
import { attemptFor, forgetAttempt, keepAttempt, type SignInAttempt } from './sign-in-attempt.ts'
import type { Goal } from './sign-in-path.ts'
import { notSignedInPage, signInPage } from './sign-in-views.tsx'

const route = routesOf<PeopleWorld>()
const YEAR_SECONDS = 31_536_000

/** The way to the identity provider and back. */
export const signInRoutes = [
  route('GET /sign-in', {
    who: anyone,
    async answer({ world, visit, who: { person } }) {
      const goal = { path: ownPath(visit.query.then), level: levelAsked(visit.query.level) }
      if (person && levelsFrom(goal.level).includes(person.level)) return redirect(goal.path)
      const choices = thoseSureEnough(world.identityProvider.choices ?? [], goal.level)
      const isChosen = visit.query.with !== undefined || (!person && choices.length < 2)
      if (!isChosen) return signInPage({ visit, goal, choices, person })
      return begin(world, visit, { ...goal, provider: choices.find(({ id }) => id === visit.query.with)?.id }).catch(
        explained({ world, visit, goal }),
      )
    },
  }),

  route('GET /sign-in/callback', { who: anyone, answer: comeBack }),
  route('GET /sign-in/callback/:provider', { who: anyone, answer: comeBack }),
]

async function begin(world: PeopleWorld, visit: Visit, { path, level, provider }: Goal & { provider: string | undefined }) {
  const asked = { level, language: visit.language, ...(provider === undefined ? {} : { provider }) }
  const { url, memory } = await world.identityProvider.begin(asked)
  return redirect(url.href, { cookies: keepAttempt(world, visit, { memory, goal: path }) })
}

type Back = { readonly world: PeopleWorld; readonly visit: Visit; readonly params: Readonly<Record<string, string>> }

async function comeBack({ world, visit, params }: Back): Promise<Reply> {
  const { state = '' } = visit.query
  const attempt = attemptFor(world, visit, state)
  const goal = { path: ownPath(attempt?.goal), level: attempt?.memory.level ?? 'low' } as const
  const reply = await finish({ world, visit, params }, attempt).catch(explained({ world, visit, goal }))
  return { ...reply, cookies: [...(reply.cookies ?? []), forgetAttempt(state)] }
}

async function finish({ world, visit, params }: Back, attempt: SignInAttempt | undefined): Promise<Reply> {
  if (!attempt) throw new SignInRefused('SIGN_IN_NOT_STARTED_HERE', 'no attempt')
  const { memory, goal } = attempt
  // Each of several comes back by a way of its own: what comes by another's is not from whom it was asked of.
  if (memory.provider !== params.provider) throw new SignInRefused('SIGN_IN_NOT_TRUSTED', 'the way back of another provider')
  // The adapter puts the address it registered in place of this one; only what was asked for counts.
  const signedIn = await world.identityProvider.finish(new URL(visit.url, 'http://callback.invalid'), memory)
  const { language, agent, secret: before } = visit
  const known = visit.cookies[KNOWN_COOKIE] ?? ''
  const begun = await signIn(world, { signedIn, attempt: memory.state, before, language, agent, known })
  return redirect(goal, { cookies: [...cookiesFor(begun, visit), rememberedBy(world, begun.person, known)] })
}

/** Turns what went wrong on the way in into a page, and tells the log; anything else is a bug and goes its way. */
function explained({ world, visit, goal }: { world: PeopleWorld; visit: Visit; goal: Goal }): (error: unknown) => Reply {
  return error => {
    if (!(error instanceof SignInRefused || error instanceof SignInUnavailable)) throw error
    world.log.warn({ code: error.code }, `a sign-in did not work out: ${error.detail}`)
    return notSignedInPage(visit, goal, error)
  }
}

/** The new secret; and the person's own language, unless another was chosen in this browser. */
function cookiesFor({ secret, language }: Begun, visit: Visit): Cookie[] {
  const browser = { name: BROWSER_COOKIE, value: secret }
  return visit.cookies.language === undefined ? [browser, languageCookie(language)] : [browser]
}

/** Lets this browser read in a language from now on. */
export function languageCookie(language: Language): Cookie {
  return { name: 'language', value: language, maxAgeSeconds: YEAR_SECONDS }
}

function levelAsked(level: string | undefined): AssuranceLevel {
  return assuranceLevels.find(known => known === level) ?? 'low'
}
