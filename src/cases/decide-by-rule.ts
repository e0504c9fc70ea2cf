import { type Decision, decide, type Service } from '#catalogue'
import { dayOf, type PastEvent, record, type Subscription, type Tx } from '#platform'
import { saveAssessment } from './assessment-store.ts'
import { type Case, type NewDecision, type Payment, rulesOf } from './case.ts'
import { serviceOf } from './names.ts'
import { settleCase } from './settle-case.ts'
import { casesWaitingFor, lockCase, lockToAssess, saveState } from './store.ts'
import type { CasesWorld } from './world.ts'

/** Decides by the service's own rules whatever they can decide, and sets going or closes what was waiting for another case. */
export const decideByRule: Subscription<CasesWorld> = {
  consumer: 'cases.decide-by-rule',
  kinds: ['case.opened', 'case.decided'],
  async hear(tx, events) {
    for (const event of events)
      await (event.kind === 'case.opened' ? assessCase(tx, { id: event.about, person: event.personId! }) : followUp(tx, event))
  },
}

/** Reads the rules over one open case, once. What they leave open stays for an officer, with what was missing. */
export async function assessCase(tx: Tx<CasesWorld>, of: Pick<Case, 'id' | 'person'>): Promise<void> {
  const { id } = of
  const { current, facts, wasAssessed } = await lockToAssess(tx, of)
  if (current.state !== 'open' || wasAssessed) return
  const service = serviceOf(tx, current)
  const judgedOn = dayOf(current.receivedAt)
  const { outcome, because, words, values, missing, trace } = service ? decide(service, facts.answers, judgedOn) : otherVersion
  const assessed = saveAssessment(tx, current, {
    outcome,
    ...(because && { because }),
    missing,
    trace,
    values,
    judgedOn,
    at: tx.now(),
  })
  if (service && outcome !== 'officer' && current.openTasks === 0) {
    const decision = byRules(service, { outcome, ...(because && { because }), ...(words && { words }), values })
    await Promise.all([assessed, settleCase(tx, current, { decision, by: rulesOf(current) })])
    return
  }
  const { agency, version } = current
  const left = record(tx, {
    ...{ kind: 'case.left-to-officer', about: id, person: current.person, by: 'rules' },
    facts: { service: current.service, version, agency, because: because ?? null, missing },
  })
  await Promise.all([assessed, left])
}

/** The rules a case began with are gone from the catalogue: no other version may judge it, so an officer does. */
const otherVersion: Decision = { outcome: 'officer', because: 'other-version', values: {}, missing: [], trace: [] }

function byRules(
  service: Service,
  { outcome, because, words, values }: Pick<Decision, 'outcome' | 'because' | 'words' | 'values'>,
) {
  const pays = outcome === 'grant' ? paymentIn(service, values) : undefined
  return {
    outcome: outcome === 'grant' ? 'granted' : 'refused',
    ...(because && { because }),
    ...(words && { words }),
    ...(pays && { pays }),
  } satisfies NewDecision
}

/** The payment that a decision's outputs come to; undefined when the service pays nothing or the amount is not a whole sum. */
export function paymentIn({ pays }: Service, values: Decision['values']): Payment | undefined {
  const amountMinor = pays && values[pays.amount]
  if (!pays || !Number.isSafeInteger(amountMinor)) return undefined
  return { amountMinor: Number(amountMinor), currency: pays.currency, every: pays.every }
}

/** What waited for this case begins when it was granted, and is closed when it was not. */
async function followUp(tx: Tx<CasesWorld>, { about, facts, personId }: PastEvent): Promise<void> {
  for (const waiting of await casesWaitingFor(tx, about)) {
    const follower = await lockCase(tx, waiting, personId!)
    if (follower.state !== 'waiting-on-other') continue
    if (facts.outcome === 'granted') await release(tx, follower)
    else await settleCase(tx, follower, { decision: { outcome: 'closed', because: 'other-not-granted' }, by: rulesOf(follower) })
  }
}

async function release(tx: Tx<CasesWorld>, follower: Case): Promise<void> {
  const { id, person, service, version, agency } = follower
  await saveState(tx, follower, 'open')
  await record(tx, { kind: 'case.released', about: id, person, by: 'rules', facts: { service, version, agency } })
  await assessCase(tx, { id, person })
}
