import type { AppWorld } from '#app'
import type { Decider } from '#cases'
import { as } from '#platform'
import { correctEntry, endEntry, enterEntry } from '#registers'
import { namedPeople } from '../town/named-people.ts'

const idOf = (subject: string) => namedPeople.find(one => one.subject === subject)!.nationalId
const kofi = { name: 'Kofi Mensah', nationalId: idOf('kofi'), signs: 'alone' }
const elise = { name: 'Élise Moreau', nationalId: idOf('elise'), signs: 'alone' }
const dalia = { name: 'داليا حداد', nationalId: idOf('dalia'), signs: 'jointly' }
const quay = (line1: string) => ({ line1, town: 'Fairhaven', postcode: 'FH1 2AB' })

/** Fairhaven's register of companies: one that Kofi directs, one that moved, one that was struck off. A government that keeps none has none put in. */
export async function seedCompanies(
  outside: AppWorld,
  { officers }: { officers: Readonly<Record<string, Decider>> },
): Promise<void> {
  const companies = outside.ownRegisters.get('companies')
  if (!companies) return
  const world = as(outside, `agency ${companies.agency}`)
  const by = officers.rosa!.id
  const bakery = {
    company: {
      number: 'FC-1001',
      name: 'Harbour Bakery',
      form: 'limited',
      activity: 'Bakery and café',
      seat: quay('12 Quay Lane'),
    },
    directors: [kofi, dalia],
  }
  await enterEntry(world, companies, { values: bakery, from: '2021-03-01', by })
  const nets = {
    company: { number: 'FC-1002', name: 'Moreau Nets', form: 'sole-trader', activity: 'Fishing nets', seat: quay('3 Rope Walk') },
    directors: [elise],
  }
  const { id } = await enterEntry(world, companies, { values: nets, from: '2019-06-15', by })
  const moved = { ...nets, company: { ...nets.company, seat: quay('8 Chandlers’ Yard') } }
  await correctEntry(world, companies, {
    entry: id,
    values: moved,
    from: '2024-09-01',
    until: null,
    reason: 'The seat was moved.',
    by,
  })
  const boats = {
    company: { number: 'FC-1003', name: 'Lantern Boats', form: 'co-operative', activity: 'Boat hire', seat: quay('Pier 2') },
    directors: [dalia, elise],
  }
  const lantern = await enterEntry(world, companies, { values: boats, from: '2015-01-05', by })
  await endEntry(world, companies, { entry: lantern.id, from: '2025-12-31', reason: 'Wound up by its members.', by })
}
