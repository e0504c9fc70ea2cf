/** The same function, which remembers what it said: of at most so many different questions, and then begins anew. */
export function remember<Asked extends readonly (string | number)[], Said>(
  most: number,
  say: (...asked: Asked) => Said,
): (...asked: Asked) => Said {
  const known = new Map<string, Said>()
  return (...asked) => {
    const key = asked.join(' ')
    const said = known.get(key) ?? say(...asked)
    if (known.size >= most && !known.has(key)) known.clear()
    known.set(key, said)
    return said
  }
}
