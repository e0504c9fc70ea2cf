import { asIs, html } from './html.ts'
import { layout } from './layout.ts'
import { type PageLanguage, words } from './words.ts'

/** A page that says why it goes no further, with the way back to the service where one is known. */
export function problemPage(language: PageLanguage, problem: 'expired' | 'failed', back?: string): string {
  const say = words[language]
  return layout(
    language,
    say.problem,
    html`<h1>${say.problem}</h1><p class="lead">${say[problem]}</p>${back !== undefined && html`<p><a href="${back}">${say.goBack}</a></p>`}`,
  )
}

/** Asks before signing out when the service did not prove whose session it means; `form` is the provider's own. */
export function signOutPage(language: PageLanguage, form: string): string {
  const say = words[language]
  return layout(
    language,
    say.signOutTitle,
    html`<h1>${say.signOutTitle}</h1><p class="lead">${say.signOutLead}</p>${asIs(form)}
<div class="actions"><button form="op.logoutForm" name="logout" value="yes">${say.signOut}</button>
<button form="op.logoutForm" class="second">${say.stay}</button></div>`,
  )
}

export function signedOutPage(language: PageLanguage, back?: string): string {
  const say = words[language]
  return layout(
    language,
    say.signedOut,
    html`<h1>${say.signedOut}</h1>${back !== undefined && html`<p><a href="${back}">${say.goBack}</a></p>`}`,
  )
}
