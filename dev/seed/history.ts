import { type AppWorld, subscriptions } from '#app'
import { type Decider, decideCase } from '#cases'
import { giveFeedback, openInvitation } from '#feedback'
import type { Submission } from '#journeys'
import { as, catchUp } from '#platform'
import { makeChance } from '../town/chance.ts'
import { townToday } from '../town/days.ts'
import { makePopulation } from '../town/population.ts'
import { adultSubjects } from '../town/subjects.ts'
import { meet } from './people.ts'
import { walk } from './walk.ts'

const REQUESTS = 130
const AT_ONCE = 6
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
  const adults = adultSubjects(makePopulation({ today: townToday(now) }))
  // All chance is drawn first, in order, so that the same history comes of doing its parts side by side.
  const plans = Array.from({ length: REQUESTS }, (_, number) => planned(number, { now, chance, adults, officers }))
  const submissions = await sideBySide(plans, ({ sentAt, resident, number }) =>
    request({ ...world, now: () => sentAt }, { resident, number, issuer }),
  )
  await catchUp(world, subscriptions.map(heardAtOnce))
  await sideBySide(plans, async ({ number, sentAt, decidedAt, decision, ease }) => {
    const submission = submissions[number]
    if (submission && decidedAt < now) await decideAt({ ...world, now: () => decidedAt }, submission, decision)
    if (submission?.feedbackId && ease) await sayHow({ ...world, now: () => sentAt }, submission, ease)
  })
}

interface Drawing {
  readonly now: Date
  readonly chance: ReturnType<typeof makeChance>
  readonly adults: ReturnType<typeof adultSubjects>
  readonly officers: Settings['officers']
}

/** What will become of one request. */
function planned(number: number, { now, chance, adults, officers }: Drawing) {
  const sentAt = new Date(now.getTime() - DAYS * DAY_MS + Math.floor((number / REQUESTS) * DAYS * DAY_MS))
  const resident = adults[chance.between(0, adults.length - 1)]!
  const decidedAt = new Date(sentAt.getTime() + chance.between(1, 13) * DAY_MS)
  const decision = { by: chance.happens(0.5) ? officers.amara! : officers.chidi!, granted: chance.happens(0.85) }
  const pleased = chance.happens(0.8) ? chance.between(5, 7) : chance.between(1, 4)
  return { number, sentAt, resident, decidedAt, decision, ease: chance.happens(0.85) ? pleased : undefined }
}

/** The news of the past, heard at the moment it happened. */
function heardAtOnce(subscription: (typeof subscriptions)[number]): typeof subscription {
  return {
    ...subscription,
    async hear(tx, events) {
      for (const event of events) await subscription.hear({ ...tx, now: () => event.at }, [event])
    },
  }
}

async function sideBySide<Plan, Done>(plans: readonly Plan[], act: (plan: Plan) => Promise<Done>): Promise<Done[]> {
  const done: Done[] = []
  let next = 0
  const work = async () => {
    while (next < plans.length) {
      const at = next++
      done[at] = await act(plans[at]!)
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, work))
  return done
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
    await decideCase(as(world, `agency ${by.agency}`), caseId, { outcome: granted ? 'granted' : 'refused', reason }, by)
}

async function sayHow(town: AppWorld, { feedbackId, personId }: Submission, ease: number): Promise<void> {
  const world = as(town, `person ${personId}`)
  const invitation = await openInvitation(world, personId, feedbackId!)
  await giveFeedback(world, invitation, {
    given: { ease, effectiveness: Math.min(5, ease) },
    told: { language: 'en', channel: 'web' },
  })
}
