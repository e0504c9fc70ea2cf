import { browserName, findSignInToTell } from '#people'
import { formatInstant, languages, type PastEvent, type Subscription, type Tx } from '#platform'
import { deliver } from './deliver.ts'
import { words } from './words.ts'

/** Who writes what no single agency has to say. */
export const THE_DOOR = 'government'

/** Tells people of a sign-in from a browser they had not used before, unless it is their first or they do not want to be told. */
export const tellSignIn: Subscription = {
  consumer: 'mailbox.tell-sign-in',
  kinds: ['session.started'],
  async hear(tx, events) {
    for (const event of events) if (event.facts.newBrowser === true) await tell(tx, event)
  },
}

async function tell(tx: Tx, { about: session, personId: person }: PastEvent): Promise<void> {
  const found = person ? await findSignInToTell(tx, person, session) : undefined
  if (!person || !found) return
  const { browser, startedAt, language } = found
  const inEach = (key: 'sign-in-subject' | 'sign-in-text') =>
    Object.fromEntries(
      languages.map(language => {
        const t = words(language)
        const about = { browser: browserName(browser) ?? t('sign-in-other'), at: formatInstant(language, startedAt) }
        return [language, t(key, about)]
      }),
    )
  const letter = { person, about: session, from: THE_DOOR, language, service: '', kind: 'notice' } as const
  await deliver(tx, { ...letter, subject: inEach('sign-in-subject'), text: inEach('sign-in-text') })
}
