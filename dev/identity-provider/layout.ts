import { asIs, type Html, html } from './html.ts'
import { style } from './style.ts'
import { type PageLanguage, words } from './words.ts'

const mark = asIs(
  `<svg viewBox="0 0 36 36" aria-hidden="true" focusable="false"><path fill="#0a5a57" d="M4 33V17a14 14 0 0 1 28 0v16h-6V17a8 8 0 0 0-16 0v16z"/><path fill="#e0a526" d="M15 33V18a3 3 0 0 1 6 0v15z"/></svg>`,
)
const styleElement = asIs(`<style>${style}</style>`)

/** A whole page of the provider's, in its language and direction. */
export function layout(language: PageLanguage, title: string, content: Html): string {
  const say = words[language]
  return html`<!DOCTYPE html>
<html lang="${language}" dir="${language === 'ar' ? 'rtl' : 'ltr'}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${title}</title>${styleElement}</head>
<body><header><p class="warning">${say.warning}</p><div class="town">${mark}<span>${say.town}</span></div></header><main>${content}</main></body>
</html>`.html
}
