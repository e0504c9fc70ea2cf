const LONGEST_NAME = 40
const LONGEST_ID = 60
/** Words FEEL reads as its own, and names every object already has. */
const TAKEN = new Set(
  `and or not in if then else for some every return satisfies between instance of function external true false null date time
  known age today constructor prototype toString valueOf hasOwnProperty isPrototypeOf toLocaleString propertyIsEnumerable`.split(
    /\s+/,
  ),
)

/** Gives out names, each once: the second of a kind gets a 2 behind it. */
export function namesGiver(): (wanted: string) => string {
  const given = new Set<string>()
  return wanted => {
    let name = wanted
    for (let count = 2; given.has(name); count++) name = `${wanted}${/-/.test(wanted) ? '-' : ''}${count}`
    given.add(name)
    return name
  }
}

/** A camelCase name from a question's words, at most some forty letters and never cut inside a word: `doYouOwnTheAsset`. */
export function camelCase(text: string, otherwise: string): string {
  const words = plainWords(text)
  const kept: string[] = []
  for (const word of words) {
    if (kept.length > 0 && kept.join('').length + word.length > LONGEST_NAME) break
    kept.push(kept.length === 0 ? word.slice(0, LONGEST_NAME) : `${word[0]!.toUpperCase()}${word.slice(1)}`)
  }
  const name = kept.join('').replace(/^\d+/, digits => `${otherwise}${digits}`)
  return name === '' || TAKEN.has(name) ? `${otherwise}${name && `${name[0]!.toUpperCase()}${name.slice(1)}`}` : name
}

/** An id of lower-case words joined by hyphens, from a path or a file's name. */
export function kebab(text: string, otherwise: string): string {
  const words = plainWords(text)
  while (words.length > 1 && words.join('-').length > LONGEST_ID) words.pop()
  const id = words.join('-').slice(0, LONGEST_ID)
  return /^[a-z]/.test(id) ? id : [otherwise, id].filter(Boolean).join('-')
}

/** Lower-case words of a to z and digits; marks on letters go, and so does what stands inside a word: `Council’s` is `councils`. */
function plainWords(text: string): string[] {
  const plain = text
    .normalize('NFKD')
    .replaceAll(/[\p{M}'’]/gu, '')
    .toLowerCase()
  return plain.split(/[^a-z0-9]+/).filter(Boolean)
}
