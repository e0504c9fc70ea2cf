import { type Html, html } from './html.ts'
import { layout } from './layout.ts'
import { type Level, levels } from './levels.ts'
import { residents, staff } from './people.ts'
import { type PageLanguage, words } from './words.ts'

interface Choosing {
  readonly language: PageLanguage
  /** Where the choice is posted to. */
  readonly action: string
  readonly asked: Level
  /** A subject that was typed and is nobody's. */
  readonly nobody?: string
}

const ready = new Map<string, string>()
const actionHere = '/the-action-goes-here'

/** The page on which a person is chosen with one button. */
export function choosePage({ language, action, asked, nobody }: Choosing): string {
  if (nobody !== undefined) return page({ language, action, asked, nobody })
  // The page differs only by where it posts to: written once per language and level.
  const key = `${language} ${asked}`
  const written = ready.get(key) ?? page({ language, action: actionHere, asked })
  ready.set(key, written)
  return written.replaceAll(actionHere, action)
}

function page({ language, action, asked, nobody }: Choosing): string {
  const say = words[language]
  const title = nobody === undefined ? say.title : `${say.problem}: ${say.title}`
  return layout(
    language,
    title,
    html`${nobody !== undefined && problem(language, nobody)}<h1>${say.title}</h1><p class="lead">${say.lead}</p>
<form method="post" action="${action}">
<h2 id="residents">${say.residents}</h2><ul class="people" aria-labelledby="residents">${residents.map(one => card(one, language))}</ul>
<h2 id="staff">${say.staff}</h2><ul class="people" aria-labelledby="staff">${staff.map(one => card(one, language))}</ul>
<details><summary>${say.levelTitle}</summary>${levelChoice(language, asked)}</details>
</form>
${somebodyElse({ language, action, asked, nobody })}`,
  )
}

function card(person: (typeof residents | typeof staff)[number], language: PageLanguage): Html {
  const say = words[language]
  const name = `${person.givenNames} ${person.familyName}`
  return html`<li class="person"><h3><bdi lang="${person.language}">${name}</bdi></h3>
<p class="born">${say.born} <time datetime="${person.bornOn}">${longDate(language, person.bornOn)}</time></p>
<p class="story">${say.stories[person.subject]}</p>
<button name="subject" value="${person.subject}">${say.signInAs(name)}</button></li>`
}

function levelChoice(language: PageLanguage, asked: Level): Html {
  const say = words[language]
  return html`<fieldset><legend class="hint">${say.levelHint}</legend>${levels.map(
    level =>
      html`<label class="choice"><input type="radio" name="level" value="${level}"${level === asked && html` checked`}>${say.level[level]}</label>`,
  )}</fieldset>`
}

function somebodyElse({ language, action, asked, nobody }: Choosing): Html {
  const say = words[language]
  return html`<details${nobody !== undefined && html` open`}><summary>${say.otherTitle}</summary>
<form method="post" action="${action}"><label class="field" for="other">${say.otherLabel}</label><p class="hint" id="other-hint">${say.otherHint}</p>
<input type="text" id="other" name="subject" value="${nobody ?? ''}" dir="ltr" maxlength="60" autocomplete="off" spellcheck="false" aria-describedby="other-hint${nobody !== undefined && ' other-problem'}"${nobody !== undefined && html` aria-invalid="true"`}>
${levelChoice(language, asked)}<button>${say.signIn}</button></form></details>`
}

function problem(language: PageLanguage, nobody: string): Html {
  const say = words[language]
  return html`<div class="problem" role="alert"><h2>${say.problem}</h2><p id="other-problem"><a href="#other">${say.nobody(nobody)}</a></p></div>`
}

function longDate(language: PageLanguage, date: string): string {
  return new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, { dateStyle: 'long', timeZone: 'UTC' }).format(
    new Date(date),
  )
}
