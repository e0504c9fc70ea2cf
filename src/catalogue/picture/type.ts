const NARROW = /[iljItfr.,:;'’!|()[\]\s-]/
const SLIM = /[cksvxyzJ]/
const WIDE = /[mwMW@%—]/
const CAPITAL = /[\p{Lu}<>=+×÷−€£$]/u
/** Marks of direction, and marks that stand above or below a letter. */
const WITHOUT_WIDTH = /[\u200b-\u200f\u2066-\u2069\u061c\p{M}]/u

/** How wide a text is at most, in the units of its size: the widths of Arial's signs, the widest of our typefaces, rounded up. */
export function widthOf(text: string, size: number, isBold = false): number {
  let em = 0
  for (const sign of text)
    em += WITHOUT_WIDTH.test(sign)
      ? 0
      : NARROW.test(sign)
        ? 0.34
        : SLIM.test(sign)
          ? 0.5
          : WIDE.test(sign)
            ? 0.9
            : CAPITAL.test(sign)
              ? 0.7
              : 0.56
  return em * size * (isBold ? 1.07 : 1)
}

/** Marks that keep parts of a sentence apart in direction: a line that ends between two of them would run otherwise than it reads. */
const ISOLATES = /[\u2066-\u2069]/g

/** A text in lines no wider than `width`; a word that is wider by itself is broken. */
export function linesOf(
  text: string,
  { width, size, isBold = false }: { width: number; size: number; isBold?: boolean },
): string[] {
  const lines: string[] = []
  for (const word of text
    .replaceAll(ISOLATES, '')
    .split(/\s+/)
    .flatMap(word => pieces(word, { width, size, isBold }))) {
    const longer = lines.length > 0 ? `${lines.at(-1)} ${word}` : word
    if (lines.length > 0 && widthOf(longer, size, isBold) <= width) lines[lines.length - 1] = longer
    else lines.push(word)
  }
  return lines
}

function pieces(word: string, { width, size, isBold }: { width: number; size: number; isBold: boolean }): string[] {
  if (widthOf(word, size, isBold) <= width) return [word]
  const found = ['']
  for (const sign of word) {
    if (widthOf(found.at(-1)! + sign, size, isBold) > width) found.push('')
    found[found.length - 1] += sign
  }
  return found
}
