import { page, type Reply, say, type Visit } from '#platform'
import { Guidance } from '../pages/frame.tsx'
import { helpWords } from './help-words.ts'

export type HelpPage = keyof typeof helpWords

/** A page about the website itself. */
export function helpPage(about: HelpPage, visit: Visit): Reply {
  const { title, text } = helpWords[about]
  const body = (
    <div class="front-help">
      <h1 class="govuk-heading-xl front-title">{say(title, visit.language)}</h1>
      <Guidance text={say(text, visit.language)} />
      <nav class="front-help__more" aria-label={say(more, visit.language)}>
        <ul class="govuk-list">
          {Object.entries(helpWords)
            .filter(([name]) => name !== about)
            .map(([name, other]) => (
              <li key={name}>
                <a class="govuk-link govuk-link--no-visited-state" href={`/help/${name}`}>
                  {say(other.title, visit.language)}
                </a>
              </li>
            ))}
        </ul>
      </nav>
    </div>
  )
  return page(body, { title: say(title, visit.language) })
}

const more = { en: 'More about this website', fr: 'Plus sur ce site', ar: 'المزيد عن هذا الموقع' }
