import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type FunctionComponent, h } from 'preact'
import * as html from '../index.ts'
import { asProps } from './as-jsx.ts'
import { brandedFooter, brandedHeader, govukFrontend } from './gov-uk-brand.ts'
import { oneWay } from './same-page.ts'

/** One of GOV.UK Frontend's published examples: the options given to a component and the HTML it gives back. */
export interface Fixture {
  component: string
  name: string
  options: object
  html: string
}

export interface Difference {
  fixture: string
  expected: string
  actual: string
}

export function allFixtures(): Fixture[] {
  const folder = join(govukFrontend, 'govuk/components')
  const components = readdirSync(folder, { withFileTypes: true }).filter(entry => entry.isDirectory())
  return components.flatMap(({ name: component }) => {
    const file = JSON.parse(readFileSync(join(folder, component, 'fixtures.json'), 'utf8'))
    return file.fixtures.map((fixture: Fixture) => ({ ...fixture, component }))
  })
}

/** Undefined when our component gives the same page, else both in one way of writing. */
export function difference(fixture: Fixture): Difference | undefined {
  const expected = oneWay(fixture.html)
  const actual = ours(fixture)
  if (actual === expected) return undefined
  return { fixture: `${fixture.component}: ${fixture.name}`, expected, actual }
}

/** The HTML of a component, named as GOV.UK Frontend names it; strings stay text even where an option takes HTML. */
export function rendered(component: string, props: object): string {
  return html.render(h(componentNamed(component), branded(component, props)))
}

function ours({ component, options }: Fixture): string {
  try {
    return oneWay(rendered(component, asProps(options) as object))
  } catch (fault) {
    return String(fault)
  }
}

function branded(component: string, props: object): object {
  if (component === 'header') return brandedHeader(props)
  return component === 'footer' ? brandedFooter(props) : props
}

/** `date-input` is DateInput; `input` alone is TextInput, since every input is one. */
function componentNamed(name: string): FunctionComponent {
  const title = name === 'input' ? 'TextInput' : name.replace(/(?:^|-)(\w)/g, (_, letter) => letter.toUpperCase())
  const component = (html as unknown as Record<string, FunctionComponent>)[title]
  if (!component) throw new Error(`There is no component ${title}.`)
  return component
}
