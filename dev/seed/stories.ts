import { type AppWorld, subscriptions } from '#app'
import { catchUp } from '#platform'
import type { PersonIds } from './people.ts'
import { walk } from './walk.ts'

const account = 'DE89370400440532013000'

/** What Fairhaven's people have already done when one first looks: Bo has everything still before her. */
export async function seedStories(world: AppWorld, people: PersonIds): Promise<void> {
  const nextYear = world.now().getFullYear() + 1
  const all = { kind: 'life-event', subject: 'having-a-child', consents: ['tax.assessed-income'] } as const
  await walk(world, {
    ...all,
    personId: people.elise!,
    language: 'fr',
    typed: {
      ...place(`${nextYear}-09-01`, 'fr'),
      ...{ 'child.givenNames': 'Jeanne', 'child.givenNames:2': 'Louise' },
      'applicant.bankAccount': account,
    },
  })
  await walk(world, {
    ...all,
    personId: people.dalia!,
    language: 'ar',
    typed: { ...place(`${nextYear}-03-01`, 'ar'), 'child.givenNames': 'سامي', 'applicant.bankAccount': account },
  })
  await catchUp(world, subscriptions)
}

function place(startsOn: string, language: 'fr' | 'ar') {
  const [year, month, day] = startsOn.split('-').map(Number)
  return {
    'childcare.startsOn': { day: String(day), month: String(month), year: String(year) },
    'childcare.daysPerWeek': '4',
    'childcare.kind': ['nursery'],
    'childcare.hasNeeds': language === 'fr' ? 'yes' : 'no',
    'childcare.needs': 'Allergie aux noix.',
    'applicant.telephone': '+33 1 23 45 67 89',
  }
}
