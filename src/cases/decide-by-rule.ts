import { type Decision, decide, type Service } from '#catalogue'
import { dayOf, type PastEvent, record, type Subscription, type Tx } from '#platform'
import { type Assessment, saveAssessments } from './assessment-store.ts'
import { type Case, type NewDecision, type Payment, rulesOf } from './case.ts'
import { serviceOf } from './names.ts'
import { settleCases } from './settle-case.ts'
import { casesWaitingFor, lockCase, lockToAssess, saveState, type ToAssess } from './store.ts'
import type { CasesWorld } from './world.ts'

/** Decides by the service's own rules whatever they can decide, and sets going or closes what was waiting for another case. */
export const decideByRule: Subscription<CasesWorld> = {
  consumer: 'cases.decide-by-rule',
  kinds: ['case.opened', 'case.decided'],
  async hear(tx, events) {
    const [opened, decided] = [events.filter(isOpening), events.filter(event => !isOpening(event))]
    if (opened.length > 0)
      await assessCases(
        tx,
        opened.map(({ about, personId }) => ({ id: about, person: personId! })),
      )
    if (decided.length > 0) await followUp(tx, decided)
  },
}

function isOpening({ kind }: PastEvent): boolean {
  return kind === 'case.opened'
}

/** Reads the rules over open cases, once each. What they leave open stays for an officer, with what was missing. */
export async function assessCases(tx: Tx<CasesWorld>, of: readonly Pick<Case, 'id' | 'person'>[]): Promise<void> {
  const found = await lockToAssess(tx, of)
  const assessed = found
    .filter(({ current, wasAssessed }) => current.state === 'open' && !wasAssessed)
    .map(one => assess(tx, one))
  if (assessed.length === 0) return
  const left = assessed.filter(({ decision }) => decision === undefined)
  await Promise.all([
    saveAssessments(tx, assessed),
    settleCases(
      tx,
      assessed.flatMap(({ current, decision }) => (decision ? [{ current, decision, by: rulesOf(current) }] : [])),
    ),
    left.length > 0 && record(tx, ...left.map(leftToOfficer)),
  ])
}

interface Assessed {
  readonly current: Case
  readonly assessment: Assessment
  /** Undefined where an officer decides. */
  readonly decision: NewDecision | undefined
}

function assess(tx: Tx<CasesWorld>, { current, facts }: ToAssess): Assessed {
  const service = serviceOf(tx, current)
  const judgedOn = dayOf(current.receivedAt)
  const { outcome, because, words, values, missing, trace } = service ? decide(service, facts.answers, judgedOn) : otherVersion
  const assessment = { outcome, ...(because && { because }), missing, trace, values, judgedOn, at: tx.now() }
  const isDecided = service && outcome !== 'officer' && current.openTasks === 0
  const decision = isDecided
    ? byRules(service, { outcome, ...(because && { because }), ...(words && { words }), values })
    : undefined
  return { current, assessment, decision }
}

function leftToOfficer({ current, assessment: { because, missing } }: Assessed) {
  const { id: about, person, service, agency, version } = current
  const facts = { service, version, agency, because: because ?? null, missing }
  return { kind: 'case.left-to-officer' as const, about, person, by: 'rules', facts }
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

/** What waited for a case begins when it was granted, and is closed when it was not. */
async function followUp(tx: Tx<CasesWorld>, decided: readonly PastEvent[]): Promise<void> {
  const granted = new Set(decided.filter(({ facts }) => facts.outcome === 'granted').map(({ about }) => about))
  const waiting = await casesWaitingFor(
    tx,
    decided.map(({ about }) => about),
  )
  for (const { id, first } of waiting) {
    const current = await lockCase(tx, id)
    if (current.state !== 'waiting-on-other') continue
    if (granted.has(first)) await release(tx, current)
    else await settleCases(tx, [{ current, decision: { outcome: 'closed', because: 'other-not-granted' }, by: rulesOf(current) }])
  }
}

async function release(tx: Tx<CasesWorld>, follower: Case): Promise<void> {
  const { id, person, service, version, agency } = follower
  await saveState(tx, follower, 'open')
  await record(tx, { kind: 'case.released', about: id, person, by: 'rules', facts: { service, version, agency } })
  await assessCases(tx, [{ id, person }])
}
