import { Ajv } from 'ajv'
import Type, { type Static } from 'typebox'
import { ImportFault } from './import-fault.ts'

const Text = Type.String({ maxLength: 20_000 })
const some = <T extends Type.TSchema>(shape: T) => Type.Optional(shape)
/** The designer leaves an empty text where it has nothing to say. */
const Settings = Type.Union([Type.Record(Type.String(), Type.Unknown()), Type.Null(), Type.Literal('')])

const item = { text: some(Text), value: some(Type.Union([Text, Type.Number(), Type.Boolean()])), description: some(Text) }
const List = Type.Object({ name: Text, title: some(Text), items: Type.Array(Type.Object(item), { maxItems: 1000 }) })
const component = {
  type: Text,
  ...{ name: some(Text), title: some(Text), hint: some(Text), content: some(Text), list: some(Text) },
  ...{ options: some(Settings), schema: some(Settings), values: some(Type.Unknown()) },
}
const Component = Type.Object({ ...component, children: some(Type.Array(Type.Object(component), { maxItems: 100 })) })
const Link = Type.Object({ path: Text, condition: some(Text) })
const Page = Type.Object({
  ...{ path: Text, title: Text, section: some(Text), controller: some(Text) },
  components: some(Type.Array(Component, { maxItems: 200 })),
  next: some(Type.Array(Link, { maxItems: 100 })),
})
const Form = Type.Object({
  ...{ startPage: Text, name: some(Type.Union([Text, Type.Null()])), metadata: some(Settings) },
  pages: Type.Array(Page, { minItems: 1, maxItems: 1000 }),
  lists: some(Type.Array(List, { maxItems: 1000 })),
  sections: some(Type.Array(Type.Object({ name: Text, title: some(Text), hideTitle: some(Type.Boolean()) }))),
  conditions: some(Type.Array(Type.Object({ name: Text, displayName: some(Text), value: Type.Unknown() }), { maxItems: 5000 })),
  ...{ outputs: some(Type.Array(Type.Unknown())), fees: some(Type.Array(Type.Unknown())), declaration: some(Text) },
})

/** A definition for the UK's digital form runner, as far as an import reads it. */
export type XgovForm = Static<typeof Form>
export type XgovPage = Static<typeof Page>
export type XgovComponent = Static<typeof Component>
export type XgovList = Static<typeof List>

const validate = new Ajv({ strict: false }).compile(Form)
const LONGEST = 5_000_000

/** Reads a definition. @throws {ImportFault} when the text is no such definition */
export function readForm(text: string): XgovForm {
  if (text.length > LONGEST) throw new ImportFault('The file is longer than five million characters. No form is.')
  const value = parsed(text)
  if (validate(value)) return checked(value as XgovForm)
  const [error] = validate.errors ?? []
  const where = error?.instancePath ? `“${error.instancePath.slice(1)}”` : 'it'
  throw new ImportFault(
    `This is no form-runner definition: ${where} ${error?.message}. Export the form again from the form designer and bring that file.`,
  )
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\ufeff/, ''))
  } catch (error) {
    throw new ImportFault(`This file is not JSON: ${(error as Error).message}. Bring the .json file the form designer exports.`)
  }
}

function checked(form: XgovForm): XgovForm {
  const paths = form.pages.map(page => page.path)
  const twice = paths.find((path, at) => paths.indexOf(path) !== at)
  if (twice !== undefined) throw new ImportFault(`Two pages of this form have the path “${twice}”. Give one of them another.`)
  if (!paths.includes(form.startPage))
    throw new ImportFault(`The form starts at “${form.startPage}”, and there is no such page. Set startPage to one of its pages.`)
  return form
}
