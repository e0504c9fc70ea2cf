import type { VNode } from 'preact'
import { jsxTemplate } from 'preact/jsx-runtime'
import { remember } from '../remember.ts'
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
