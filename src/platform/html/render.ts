import type { VNode } from 'preact'
import { renderToString } from 'preact-render-to-string'

/** JSX as HTML; everything that is not JSX is escaped. */
export function render(jsx: VNode): string {
  return renderToString(jsx)
}

/** A whole page, from its `Layout`, as an HTML document. */
export function renderPage(page: VNode): string {
  return `<!doctype html>${renderToString(page)}`
}
