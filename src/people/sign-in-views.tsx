import { page, type Reply, say, type Visit } from '#platform'
import { Button } from '#platform/html'
import type { ProviderChoice } from './adapters/sign-in.ts'
import { SignInRefused, type SignInUnavailable } from './adapters/sign-in-errors.ts'
import { signInWords } from './adapters/words.ts'
import type { Person } from './person.ts'
import { type Goal, signInPath } from './sign-in-path.ts'
import { words } from './words.ts'

interface Choosing {
  readonly visit: Visit
  readonly goal: Goal
  readonly choices: readonly ProviderChoice[]
  /** Who is signed in already, and not surely enough. */
  readonly person: Person | undefined
}

/** Lets a person choose whom to be asked by, and says why when they are signed in already. */
export function signInPage({ visit, goal, choices, person }: Choosing): Reply {
  const t = words(visit.language)
  const title = t(person ? 'step-up-title' : 'choose-title')
  const body = (
    <>
      <h1 class="govuk-heading-l">{title}</h1>
      {person && <p class="govuk-body">{t('step-up-text')}</p>}
      {person && <p class="govuk-body">{t('step-up-kept')}</p>}
      {choices.length > 0 ? (
        <Choices {...{ visit, goal, choices, person }} />
      ) : (
        <Button href={signInPath(goal, 'known')} text={t('step-up-go')} />
      )}
    </>
  )
  return page(body, { title })
}

function Choices({ visit, goal, choices }: Choosing) {
  const t = words(visit.language)
  return (
    <ul class="govuk-list govuk-list--spaced portico-choices">
      {choices.map(({ id, name, levels }) => (
        <li key={id}>
          <a class="govuk-link govuk-!-font-weight-bold" href={signInPath(goal, id)}>
            {say(name, visit.language)}
          </a>
          <br />
          <span class="govuk-hint">{t(`choose-${levels.at(-1) ?? 'low'}`)}</span>
        </li>
      ))}
    </ul>
  )
}

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
