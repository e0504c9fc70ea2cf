/** Gives out national identifiers `FH-840312-1047` (day of birth, then a number), none of them twice. */
export function nationalIds(taken: Iterable<string>): (bornOn: string) => string {
  const given = new Set(taken)
  const lastOf = new Map<string, number>()
  return bornOn => {
    const stem = `FH-${bornOn.slice(2).replaceAll('-', '')}`
    let serial = lastOf.get(stem) ?? 1000
    let id: string
    do id = `${stem}-${++serial}`
    while (given.has(id))
    lastOf.set(stem, serial)
    given.add(id)
    return id
  }
}
