import { h, type VNode } from 'preact'
import type { Shape } from '#catalogue'

/** A drawing inside a page, in the page's own typefaces. */
export function Picture({ shape }: { shape: Shape }): VNode {
  const { name, attributes, inside } = shape
  return h(name, attributes, typeof inside === 'string' ? inside : inside.map(part => <Picture shape={part} />))
}
