/** What is typed or ticked, by the input's name. */
export type Typed = Readonly<Record<string, string | readonly string[]>>

/** The form of a page, filled in; undefined when the page has none that goes to such an address. */
export function fillForm(body: string, address: string, typed: Typed): { action: string; form: string } | undefined {
  const opens = body.indexOf(`<form method="post" action="${address}`)
  if (opens < 0) return undefined
  const html = body.slice(opens, body.indexOf('</form>', opens))
  return { action: /action="([^"]+)"/.exec(html)![1]!.replaceAll('&amp;', '&'), form: fieldsOf(html, typed) }
}

/** What a browser would send of a form: its hidden fields, and what is typed into the others. */
export function fieldsOf(html: string, typed: Typed): string {
  const fields = [...hiddenIn(html), ...typedInto(html, typed)]
  return fields.map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`).join('&')
}

function hiddenIn(html: string): [string, string][] {
  return Array.from(html.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g), ([, name, value]) => [name!, value!])
}

function typedInto(html: string, typed: Typed): [string, string][] {
  const names = new Set(Array.from(html.matchAll(/ name="([^"]+)"/g), ([, name]) => name!))
  return [...names].flatMap(name => [typed[name] ?? []].flat().map((value): [string, string] => [name, value]))
}
