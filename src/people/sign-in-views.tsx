import { page, Refusal, type Reply, type Visit } from '#platform'
import { type SignInRefusalCode, SignInRefused, SignInUnavailable } from './adapters/sign-in-errors.ts'
import { type Goal, signInPath } from './sign-in-path.ts'
import { words } from './words.ts'

const statuses: Partial<Record<SignInRefusalCode, number>> = { SIGN_IN_NOT_TRUSTED: 502, SIGN_IN_LEVEL_TOO_LOW: 403 }

/** Turns what went wrong on the way in into a page that leads on; anything else is a bug and goes its way. */
export function explainSignIn(visit: Visit, goal: Goal): (error: unknown) => Reply {
  return error => {
    if (error instanceof SignInUnavailable) return providerAway(visit, { ...goal, seconds: error.retryAfterSeconds })
    if (error instanceof SignInRefused) return notSignedIn(visit, { ...goal, code: error.code })
    if (error instanceof Refusal && error.code === 'SIGN_IN_RUN_OUT') return notSignedIn(visit, { ...goal, code: error.code })
    throw error
  }
}

function notSignedIn({ language }: Visit, { code, ...goal }: Goal & { code: SignInRefusalCode | 'SIGN_IN_RUN_OUT' }): Reply {
  const t = words(language)
  const title = t('sign-in-title')
  const text = code === 'SIGN_OUT_NOT_TRUSTED' ? t('SIGN_IN_NOT_TRUSTED') : t(code)
  return page(<Explained title={title} text={text} link={t('sign-in-again')} href={signInPath(goal)} />, {
    title,
    status: statuses[code] ?? 400,
  })
}

function providerAway({ language }: Visit, { seconds, ...goal }: Goal & { seconds: number }): Reply {
  const t = words(language)
  const title = t('away-title')
  const body = <Explained title={title} text={t('away-text', { seconds })} link={t('try-again')} href={signInPath(goal)} />
  return { ...page(body, { title, status: 503 }), headers: { 'retry-after': String(seconds) } }
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
