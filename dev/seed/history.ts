import { type AppWorld, subscriptions } from '#app'
import { type Decider, decideCase } from '#cases'
import { giveFeedback, openInvitation } from '#feedback'
import type { Submission } from '#journeys'
import { catchUp } from '#platform'
import { makeChance } from '../town/chance.ts'
import { makePopulation } from '../town/population.ts'
import { adultSubjects } from '../town/subjects.ts'
import { meet } from './people.ts'
import { walk } from './walk.ts'

const REQUESTS = 130
const DAYS = 80
const DAY_MS = 86_400_000
const SEED = 20_261_121

interface Settings {
  readonly issuer: string
  readonly officers: Readonly<Record<string, Decider>>
}

/** Eighty days of parking permits: asked for, decided, most in time, some not, and said how it was. All synthetic. */
export async function seedHistory(world: AppWorld, { issuer, officers }: Settings): Promise<void> {
  const now = world.now()
  const chance = makeChance(SEED)
  const adults = adultSubjects(makePopulation({ today: now.toISOString().slice(0, 10) }))
  for (let number = 0; number < REQUESTS; number++) {
    const sentAt = new Date(now.getTime() - DAYS * DAY_MS + Math.floor((number / REQUESTS) * DAYS * DAY_MS))
    const resident = adults[chance.between(0, adults.length - 1)]!
    const submission = await request({ ...world, now: () => sentAt }, { resident, number, issuer })
    await catchUp({ ...world, now: () => sentAt }, subscriptions)
    const decidedAt = new Date(sentAt.getTime() + chance.between(1, 13) * DAY_MS)
    if (submission && decidedAt < now)
      await decideAt({ ...world, now: () => decidedAt }, submission, {
        by: chance.happens(0.5) ? officers.amara! : officers.chidi!,
        granted: chance.happens(0.85),
      })
    if (submission?.feedbackId && chance.happens(0.85))
      await sayHow({ ...world, now: () => sentAt }, submission, chance.happens(0.8) ? chance.between(5, 7) : chance.between(1, 4))
  }
}

async function request(
  world: AppWorld,
  { resident, number, issuer }: { resident: ReturnType<typeof adultSubjects>[number]; number: number; issuer: string },
): Promise<Submission | undefined> {
  const personId = await meet(world, resident, issuer)
  const start = world.now().toISOString().slice(0, 10).split('-').map(Number)
  const typed = {
    'vehicle.plate': `FH ${100 + number} KL`,
    'vehicle.keeper': 'mine',
    'permit.zone': (['harbour', 'old-town', 'hill'] as const)[number % 3]!,
    'permit.startsOn': { day: '1', month: '3', year: String(start[0]! + 1) },
  }
  return walk(world, { personId, kind: 'service', subject: 'resident-parking', language: 'en', typed })
}

async function decideAt(
  world: AppWorld,
  submission: Submission,
  { by, granted }: { by: Decider; granted: boolean },
): Promise<void> {
  const reason = granted ? 'Your address is in the zone.' : 'Your address is outside the zone you chose.'
  for (const { caseId } of submission.requests)
    await decideCase(world, caseId, { outcome: granted ? 'granted' : 'refused', reason }, by)
}

async function sayHow(world: AppWorld, { feedbackId, personId }: Submission, ease: number): Promise<void> {
  const invitation = await openInvitation(world, personId, feedbackId!)
  await giveFeedback(world, invitation, {
    given: { ease, effectiveness: Math.min(5, ease) },
    told: { language: 'en', channel: 'web' },
  })
}
