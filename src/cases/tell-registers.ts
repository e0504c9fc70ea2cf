import { answerTo, entriesOf, type RegisterAct, type Service } from '#catalogue'
import { nationalIdOf } from '#people'
import { as, enqueue, record, type Tx, transaction, Unavailable } from '#platform'
import { type RegistersWorld, tellRegister } from '#registers'
import type { Case } from './case.ts'
import type { CaseFacts } from './case-facts.ts'
import { serviceOf } from './names.ts'
import { caseById, factsOf } from './store.ts'
import type { OpeningWorld } from './world.ts'

type TellingWorld = OpeningWorld & RegistersWorld

/** Queues, in the transaction that grants, what registers are to be told of it: all of it once the grant is committed, or nothing. */
export async function tellLater(tx: Tx, { person, id }: Case, { tells }: Pick<Service, 'tells'>): Promise<void> {
  for (const { act } of tells)
    await enqueue(tx, 'cases.tell-register', { person, case: id, act }, { key: `cases.tell-register ${id} ${act}` })
}

/**
 * Tells a register of what was granted, each entry as a message of its own that has its effect once.
 * @throws Unavailable when the register did not answer: the job is tried again
 */
export async function tellOfCase(outside: TellingWorld, about: { person: string; case: string; act: string }): Promise<void> {
  const world = as(outside, `person ${about.person}`)
  const current = await caseById(world, about.case)
  const act = world.catalogue.acts.get(about.act)
  const law = serviceOf(world, current)?.tells.find(one => one.act === about.act)?.law.cite
  if (!act || !law) throw new Error('what a register was to be told is not in the catalogue any more')
  const bodies = bodiesOf(world, act, {
    ...(await factsOf(world, current)),
    nationalId: await nationalIdOf(world, about.person),
  })
  const outcomes = []
  for (const [index, body] of bodies.entries())
    outcomes.push(await tellRegister(world, { act, body, id: `${current.id}-${index}`, about: current.id, law }))
  if (outcomes.includes('unavailable')) throw new Unavailable('REGISTER_NOT_TOLD', { retryAfterSeconds: 30 })
  await recordTold(world, current, { act, law, isRefused: outcomes.includes('refused') })
}

function bodiesOf(
  { catalogue }: TellingWorld,
  { each, takes, person }: RegisterAct,
  { answers, nationalId }: CaseFacts & { readonly nationalId: string | undefined },
): Record<string, unknown>[] {
  const indexes = each ? entriesOf(each, answers).map((_, index) => index) : [0]
  return indexes.map(index => {
    const given = [...takes].map(([name, place]) => [place, answerTo(catalogue.facts.get(name)!, answers, index)] as const)
    return { ...Object.fromEntries(given.filter(([, value]) => value !== undefined && value !== null)), [person]: nationalId }
  })
}

/** A refusal is no reason to try again: it stands in the log and on the case, for an officer. */
function recordTold(
  world: TellingWorld,
  { id, person, service, version, agency }: Case,
  { act, law, isRefused }: { act: RegisterAct; law: string; isRefused: boolean },
): Promise<void> {
  const kind = isRefused ? 'case.not-taken-by-register' : 'case.told-to-register'
  const facts = { service, version, agency, act: act.id, law }
  return transaction(world, tx => record(tx, { kind, about: id, person, by: 'system', facts }))
}
