const ATOM = String.raw`(?:\[\^?(?:\\[dwsDWS\-\]\\^]|[^\[\]\\])+\]|\\[dwsDWS.+*?()\[\]{}|^$/\\-]|[A-Za-z0-9 @_,:;%&#=!'"~<>-]|\.)`
const QUANTIFIER = String.raw`(?:\{\d{1,3}(?:,\d{0,3})?\}|[?+*])?`
const LINEAR = new RegExp(`^(?:${ATOM}${QUANTIFIER})+$`)
const OPEN_ENDED = /(?<!\\)[+*]|\{\d+,\}/g

/**
 * A regular expression that takes time in proportion to the answer, without its anchors: signs and classes one after the other,
 * at most one of them without an end. Undefined for any other: groups, alternatives, looks ahead and back.
 */
export function linearPattern(regex: string): string | undefined {
  const plain = regex.replace(/^\^/, '').replace(/(?<!\\)\$$/, '')
  if (plain === '' || plain.length > 200 || !LINEAR.test(plain) || (plain.match(OPEN_ENDED)?.length ?? 0) > 1) return undefined
  try {
    new RegExp(plain, 'u')
    return plain
  } catch {
    return undefined
  }
}
