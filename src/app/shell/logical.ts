const SIDES: Readonly<Record<string, string>> = { left: 'inline-start', right: 'inline-end' }

/**
 * Turns a style sheet's left and right into start and end, so that one sheet serves both directions of writing.
 * Meant for minified CSS as packages publish it: only margins, paddings, borders, positions, floats and alignment are turned;
 * drawn shapes (transforms, clip paths, triangles made of borders) stay as they are.
 * @see https://www.w3.org/TR/css-logical-1/
 */
export function logical(css: string): string {
  return css.replace(/(?<=[{;])([a-z-]+):([^;{}]*)/g, (_, property: string, value: string) => turned(property, value))
}

function turned(property: string, value: string): string {
  if (value === 'inherit') return `${property}:${value}`
  const side = /^(margin|padding|border)-(left|right)(-[a-z]+)?$/.exec(property)
  if (side) return `${side[1]}-${SIDES[side[2]!]}${side[3] ?? ''}:${value}`
  if (property === 'left' || property === 'right') return `inset-${SIDES[property]}:${value}`
  if (property === 'float') return `float:${SIDES[value] ?? value}`
  if (property === 'text-align') return `text-align:${value.replace(/^left/, 'start').replace(/^right/, 'end')}`
  if (property === 'margin' || property === 'padding') return fourSides(property, value)
  return `${property}:${value}`
}

/** `10px 20px 10px 0` says its sides in turn from the top; only where left and right differ does it matter. */
function fourSides(property: string, value: string): string {
  const [top, right, bottom, left, ...more] = value.split(' ')
  if (left === undefined || more.length > 0 || value.includes('(')) return `${property}:${value}`
  return `${property}-block:${top} ${bottom};${property}-inline:${left} ${right}`
}
