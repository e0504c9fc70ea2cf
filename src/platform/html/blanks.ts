/** What a part of a page that is drawn beforehand leaves open: it stands for itself until it is filled in. */
export function blanksFor<Blank extends string>(names: readonly Blank[]): Readonly<Record<Blank, string>> {
  return Object.fromEntries(names.map(name => [name, `PORTICO-BLANK-${name}-`])) as Record<Blank, string>
}

/** What was drawn, in pieces, and which blank stands between each and the next: one fewer than there are pieces. */
export function splitAtBlanks<Blank extends string>(drawn: string, names: readonly Blank[]) {
  const parts = drawn.split(new RegExp(`PORTICO-BLANK-(${names.join('|')})-`))
  return { pieces: parts.filter((_, at) => at % 2 === 0), between: parts.filter((_, at) => at % 2 === 1) as Blank[] }
}
