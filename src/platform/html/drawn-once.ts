import type { ComponentChildren, VNode } from 'preact'
import { Fragment, jsx, jsxEscape, jsxTemplate } from 'preact/jsx-runtime'
import { remember } from '../remember.ts'
import { blanksFor, splitAtBlanks } from './blanks.ts'
import { render } from './render.ts'

/**
 * The same part of a page, drawn once for all that it is asked with, and only then. For what stands on every page and tells of nobody: what it is
 * asked with is kept, and says all that the part depends on.
 * @param most  how many different ones are kept
 */
export function drawnOnce<Asked extends readonly (string | number)[]>(
  most: number,
  draw: (...asked: Asked) => VNode,
): (...asked: Asked) => VNode {
  const drawn = remember(most, (...asked: Asked) => render(draw(...asked)))
  return (...asked) => jsxTemplate([drawn(...asked)])
}

/**
 * The same with blanks in it, for what is different on each page: a text, in an attribute or between elements, or what stands inside the part.
 * @param names  of the blanks, each of which may stand in the part any number of times, and always stands alone
 */
export function drawnAround<Blank extends string, Asked extends readonly (string | number)[]>(
  most: number,
  names: readonly Blank[],
  draw: (blanks: Readonly<Record<Blank, string>>, ...asked: Asked) => VNode,
): (given: Readonly<Record<Blank, ComponentChildren>>, ...asked: Asked) => VNode {
  const drawn = remember(most, (...asked: Asked) => splitAtBlanks(render(draw(blanksFor(names), ...asked)), names))
  return (given, ...asked) => {
    const { pieces, between } = drawn(...asked)
    return jsxTemplate(pieces, ...between.map(name => filled(given[name])))
  }
}

// Several are escaped as they are drawn; `jsxEscape` would have them escaped twice.
function filled(given: ComponentChildren) {
  return Array.isArray(given) ? jsx(Fragment, { children: given }) : jsxEscape(given)
}

/**
 * The same for a part that depends on an object which does not change while it is held, such as a question of a service file.
 * @param most  how many parts are kept, of all objects; then begun anew
 */
export function drawnOnceOf<Of extends object, Asked extends readonly (string | number)[]>(
  most: number,
  draw: (of: Of, ...asked: Asked) => VNode,
): (of: Of, ...asked: Asked) => VNode {
  let partsOf = new WeakMap<Of, Map<string, string>>()
  let count = 0
  return (of, ...asked) => {
    if (count >= most) [partsOf, count] = [new WeakMap(), 0]
    const parts = partsOf.get(of) ?? new Map<string, string>()
    partsOf.set(of, parts)
    const key = asked.join(' ')
    let part = parts.get(key)
    if (part === undefined) {
      part = render(draw(of, ...asked))
      parts.set(key, part)
      count += 1
    }
    return jsxTemplate([part])
  }
}
