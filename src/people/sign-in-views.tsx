import { page, type Reply, type Visit } from '#platform'
import { SignInRefused, type SignInUnavailable } from './adapters/sign-in-errors.ts'
import { signInWords } from './adapters/words.ts'
import { type Goal, signInPath } from './sign-in-path.ts'
import { words } from './words.ts'

/** A page that says why somebody is not signed in, and leads on. */
export function notSignedInPage(visit: Visit, goal: Goal, why: SignInRefused | SignInUnavailable): Reply {
  return why instanceof SignInRefused ? notSignedIn(visit, goal, why) : providerAway(visit, goal, why)
}

function notSignedIn({ language }: Visit, goal: Goal, { status, say }: SignInRefused): Reply {
  const t = words(language)
  const title = t('sign-in-title')
  const body = <Explained title={title} text={say(language)} link={t('sign-in-again')} href={signInPath(goal)} />
  return page(body, { title, status })
}

function providerAway({ language }: Visit, goal: Goal, { retryAfterSeconds }: SignInUnavailable): Reply {
  const t = words(language)
  const title = t('away-title')
  const text = signInWords(language)('SIGN_IN_UNAVAILABLE')
  const body = <Explained title={title} text={text} link={t('try-again')} href={signInPath(goal)} />
  return { ...page(body, { title, status: 503 }), headers: { 'retry-after': String(retryAfterSeconds) } }
}

/** Says that the session is over, and leads to the start. */
export function signedOut({ language }: Visit): Reply {
  const t = words(language)
  const title = t('signed-out-title')
  return page(<Explained title={title} text={t('signed-out-text')} link={t('to-start')} href="/" />, { title })
}

function Explained({ title, text, link, href }: { title: string; text: string; link: string; href: string }) {
  return (
    <>
      <h1 class="govuk-heading-l">{title}</h1>
      <p class="govuk-body">{text}</p>
      <p class="govuk-body">
        <a class="govuk-link" href={href}>
          {link}
        </a>
      </p>
    </>
  )
}
