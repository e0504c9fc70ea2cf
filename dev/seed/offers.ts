import { type AppWorld, subscriptions } from '#app'
import { considerHappenings } from '#journeys'
import { catchUp, dayOf } from '#platform'
import { keepHappenings, type NewHappening } from '#registers'
import { daysAfter } from '../town/days.ts'
import { namedPeople } from '../town/named-people.ts'

/** What registers have told of by themselves when one first looks, so that something waits for Ingrid, Rachid and Leïla. */
export async function seedOffers(world: AppWorld): Promise<void> {
  const today = dayOf(world.now())
  const ago = (days: number) => daysAfter(today, -days)
  await tell(world, 'person.turned-65', { on: ago(6), people: [identifierOf('ingrid')] })
  await tell(world, 'job.ended', { on: ago(4), people: [identifierOf('rachid')] })
  const child = { noticeId: 'BN-000900', givenNames: 'نور', familyName: 'بن علي', bornOn: ago(20), sex: 'female' }
  const details = [{ ...child, bornAt: 'Fairhaven General Hospital' }]
  await tell(world, 'birth.registered', { on: ago(3), people: [identifierOf('leila')], details })
  while ((await considerHappenings(world)) > 0);
  await catchUp(world, subscriptions)
}

function tell(world: AppWorld, name: string, told: Omit<NewHappening, 'number' | 'event'>): Promise<unknown> {
  const event = world.catalogue.events.get(name)!
  const fit = { ...told, number: `seed-${name}`, event: name }
  return keepHappenings(world, { client: event.client, news: [{ fit, event }] })
}

function identifierOf(subject: string): string {
  return namedPeople.find(person => person.subject === subject)!.nationalId
}
