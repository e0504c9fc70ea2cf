import type { Provided } from '../register.ts'
import type { ProvidesFile } from '../schema/registers-file.ts'
import type { Service } from '../service.ts'
import type { Path } from './source-file.ts'
import { eachOnce, inEveryLanguage, note, referred, type Work } from './work.ts'

type ProvidedShape = ProvidesFile['provides'][string]

/** What provides.yaml lets others ask of us, by the service's code. */
export function buildProvided(
  work: Work,
  { provides }: ProvidesFile,
  services: ReadonlyMap<string, Service>,
): Map<string, Provided> {
  return new Map(Object.entries(provides).map(([id, shape]) => [id, buildOne(work, ['provides', id], { id, shape, services })]))
}

interface One {
  readonly id: string
  readonly shape: ProvidedShape
  readonly services: ReadonlyMap<string, Service>
}

function buildOne(work: Work, path: Path, { id, shape, services }: One): Provided {
  const service = referred(work, [...path, 'of'], { kind: 'service', name: shape.of, among: services })
  if (service) checkGiven(work, [...path, 'gives'], { shape, service })
  eachOnce(
    work,
    shape.to.map(({ client }, at) => ({ path: [...path, 'to', at, 'client'], value: client })),
    'client',
  )
  return {
    ...{ id, service: shape.of, path: shape.get, gives: new Map(Object.entries(shape.gives)) },
    name: inEveryLanguage(work, [...path, 'name'], shape.name),
    purpose: inEveryLanguage(work, [...path, 'purpose'], shape.purpose),
    to: shape.to.map(({ client, law, name }, at) => {
      return { client, law, name: inEveryLanguage(work, [...path, 'to', at, 'name'], name) }
    }),
  }
}

/** Only what the service itself may hold can be told of it, and nothing may stand where the decision does. */
function checkGiven(work: Work, path: Path, { shape, service }: { shape: ProvidedShape; service: Service }): void {
  for (const [fact, place] of Object.entries(shape.gives)) {
    referred(work, [...path, fact], { kind: `fact of ${service.id}`, name: fact, among: service.facts })
    if (TAKEN.includes(place.split('.')[0]!))
      note(work, [...path, fact], { message: `“${place}” is where the decision stands.`, hint: 'Choose another place.' })
  }
}

const TAKEN = ['decidedOn', 'pays']
