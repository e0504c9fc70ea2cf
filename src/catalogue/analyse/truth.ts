/** What a condition may come to: a set of true, false and not known, as bits. */
export type Truth = number

export const TRUE = 1
export const FALSE = 2
export const UNKNOWN = 4
export const ANY = TRUE | FALSE | UNKNOWN

/** `and` of two sets: everything that one of each may come to. */
export const both: (a: Truth, b: Truth) => Truth = tabled((a, b) => {
  if (a === FALSE || b === FALSE) return FALSE
  return a === TRUE && b === TRUE ? TRUE : UNKNOWN
})

/** `or` of two sets. */
export const either: (a: Truth, b: Truth) => Truth = (a, b) => opposite(both(opposite(a), opposite(b)))

export function opposite(truth: Truth): Truth {
  return (truth & UNKNOWN) | (truth & TRUE ? FALSE : 0) | (truth & FALSE ? TRUE : 0)
}

/** `if … then … else …` of three sets; nothing follows from a condition that is not known. */
export function chosen(condition: Truth, yes: Truth, no: Truth): Truth {
  return (condition & TRUE ? yes : 0) | (condition & FALSE ? no : 0) | (condition & UNKNOWN)
}

function tabled(rule: (a: Truth, b: Truth) => Truth): (a: Truth, b: Truth) => Truth {
  const table = Array.from({ length: 64 }, (_, at) => {
    const pairs = bitsOf(at >> 3).flatMap(a => bitsOf(at & 7).map(b => rule(a, b)))
    return pairs.reduce((all, one) => all | one, 0)
  })
  return (a, b) => table[(a << 3) | b]!
}

function bitsOf(truth: Truth): Truth[] {
  return [TRUE, FALSE, UNKNOWN].filter(bit => truth & bit)
}
