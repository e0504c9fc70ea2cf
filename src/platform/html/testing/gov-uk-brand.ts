import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import nunjucks from 'nunjucks'
import { asJsx } from './as-jsx.ts'

export const govukFrontend = dirname(dirname(fileURLToPath(import.meta.resolve('govuk-frontend'))))

/** What GOV.UK Frontend builds into header and footer and Portico takes as props; taken from the package, never shipped. */
export function brandedHeader(props: object): object {
  return { homepageUrl: '//gov.uk', logo: logo('{ classes: "govuk-header__logotype", ariaLabelText: "GOV.UK" }'), ...props }
}

interface Branded {
  contentLicence?: object | null
  copyright?: object
}

export function brandedFooter(props: Branded): object {
  const licence = { ...(props.contentLicence ?? { html: licenceWords }), logo: asJsx(licenceLogo) }
  return {
    ...props,
    logo: logo('{ classes: "govuk-footer__crown", useLogotype: false }'),
    contentLicence: props.contentLicence === null ? null : licence,
    copyright: { text: '© Crown copyright', ...props.copyright, href: copyrightHref },
  }
}

function logo(options: string) {
  return asJsx(templates.renderString(`{% from "./macros/logo.njk" import govukLogo %}{{ govukLogo(${options}) }}`, {}))
}

const templates = new nunjucks.Environment(new nunjucks.FileSystemLoader(join(govukFrontend, 'govuk')), {
  trimBlocks: true,
  lstripBlocks: true,
})
const footerTemplate = readFileSync(join(govukFrontend, 'govuk/components/footer/template.njk'), 'utf8')
const licenceLogo = partOf(/<svg[\s\S]*?<\/svg>/)
const licenceWords = asJsx(partOf(/All content is available[\s\S]*?except where otherwise stated/))
const copyrightHref = partOf(/https:[^"]*crown-copyright\//)

function partOf(pattern: RegExp): string {
  const found = pattern.exec(footerTemplate)
  if (!found) throw new Error(`GOV.UK Frontend's footer no longer has ${pattern}.`)
  return found[0]
}
