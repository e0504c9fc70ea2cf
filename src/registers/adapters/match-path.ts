/** The values that stand in a path where its template has braces, decoded; undefined when the path is another. */
export function matchPath(template: string, path: string): Readonly<Record<string, string>> | undefined {
  const [wanted, given] = [template.split('/'), path.split('/')]
  if (wanted.length !== given.length) return undefined
  const values: Record<string, string> = {}
  for (const [at, part] of wanted.entries()) {
    const name = /^\{(\w+)\}$/.exec(part)?.[1]
    if (!name && part !== given[at]) return undefined
    if (name) values[name] = decodeURIComponent(given[at]!)
  }
  return values
}
