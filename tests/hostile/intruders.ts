import { appointOfficer } from '#people'
import type { Intruder, Trying } from './matrix.ts'
import { makeOwners, makeResidents } from './owners.ts'
import { beginSession } from './people.ts'
import type { OpenSite } from './town.ts'

/**
 * Everybody who might try: nobody, every owner, citizens who have nothing here, an officer of every agency.
 * @param owners  how many people have things to be taken; as many again have none when there are many
 */
export async function gather(site: OpenSite, { owners: count, others }: { owners: number; others: number }): Promise<Trying> {
  const owners = await makeOwners(site, count)
  const strangers = await makeResidents(site, { from: count, count: others })
  const agencies = [...site.world.catalogue.agencies.keys()]
  const staff = await makeResidents(site, { from: count + others, count: agencies.length })
  const officers: Intruder[] = []
  for (const [at, agency] of agencies.entries()) {
    await appointOfficer(site.world, { person: staff[at]!, agency, role: 'officer', by: 'test' })
    officers.push({ actor: `agency ${agency}`, secret: (await beginSession(site.world, staff[at]!)).secret })
  }
  const intruders: Intruder[] = [
    { actor: 'nobody' },
    ...owners.map(({ id, secret }) => ({ actor: `person ${id}`, secret }) as const),
  ]
  for (const id of strangers) intruders.push({ actor: `person ${id}`, secret: (await beginSession(site.world, id)).secret })
  const [keeper] = await makeResidents(site, { from: count + others + agencies.length, count: 1 })
  await appointOfficer(site.world, { person: keeper!, agency: 'municipality', role: 'privacy-officer', by: 'test' })
  const { secret: privacyOfficer } = await beginSession(site.world, keeper!)
  const { secret: officer } = officers.find(({ actor }) => actor === 'agency municipality')!
  return { site, owners, intruders: [...intruders, ...officers], officer: officer!, privacyOfficer }
}
