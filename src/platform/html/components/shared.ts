import type { ComponentChildren } from 'preact'

export type Falsy = null | undefined | false | ''

/** A list whose entries may be left out in place, as in `[may && { … }]`; what is left out keeps its number. */
export type Items<Item> = readonly (Item | Falsy)[]

/** Further HTML attributes; `true` is written without a value, `null`, `undefined` and (outside aria- and data-) `false` are not written. */
export type Attributes = Readonly<Record<string, string | number | boolean | null | undefined>>

/** What an element says: plain `text`, or `html` as JSX, which wins. A string is escaped in either; there is no way to pass raw markup. */
export interface Content {
  text?: string | number
  html?: ComponentChildren
}

export interface Styled {
  classes?: string
  attributes?: Attributes
}

export type HeadingLevel = 1 | 2 | 3 | 4 | 5 | 6

/** Words of GOV.UK Frontend's script by plural category, as `Intl.PluralRules` names them, with `%{count}` inside. */
export type Plurals = Partial<Record<Intl.LDMLPluralRule, string>>

export function say(content: Content | undefined): ComponentChildren {
  return content?.html || content?.text
}

/** Class names in the order given; what is falsy is left out. */
export function classes(first: string, ...more: (string | Falsy)[]): string {
  let all = first
  for (const one of more) if (one) all += ` ${one}`
  return all
}

/** Ids for `aria-describedby`, or undefined when there are none. */
export function ids(...some: (string | Falsy)[]): string | undefined {
  let all = ''
  for (const one of some) if (one) all = all ? `${all} ${one}` : one
  return all || undefined
}

export function heading(level: HeadingLevel): 'h2' {
  return `h${level}` as 'h2'
}

/** `data-i18n.…` attributes, by which a page hands its language's words to GOV.UK Frontend's script. */
export function spoken(words: Record<string, string | Plurals | undefined>): Attributes {
  const attributes: Record<string, string> = {}
  for (const key in words) {
    const word = words[key]
    if (typeof word === 'string') attributes[`data-i18n.${key}`] = word
    else for (const rule in word) attributes[`data-i18n.${key}.${rule}`] = word[rule as Intl.LDMLPluralRule] ?? ''
  }
  return attributes
}
