import { inviteAll } from '#feedback'
import { newId, record, type Tx } from '#platform'
import { type Case, type Decider, decide, type NewDecision, type TakenDecision } from './case.ts'
import { grantOnce } from './grant-once.ts'
import { issueDocuments } from './issue-documents.ts'
import { tellDecided } from './messages.ts'
import { serviceOf } from './names.ts'
import { saveDecisions } from './store.ts'
import { tellLater } from './tell-registers.ts'
import type { CasesWorld } from './world.ts'

/** A decision about a case that the caller has locked. */
export interface Settling {
  readonly current: Case
  readonly decision: NewDecision
  readonly by: Decider
}

/** Settles cases: judged, saved, documents issued, recorded and told, all in the caller's transaction. */
export async function settleCases(tx: Tx<CasesWorld>, settling: readonly Settling[]): Promise<void> {
  if (settling.length === 0) return
  const at = tx.now()
  const settled = await Promise.all(settling.map(one => settle(tx, one, at)))
  const granted = settled.filter(({ taken }) => taken.outcome === 'granted')
  await Promise.all([
    saveDecisions(tx, settled),
    record(tx, ...settled.map(({ decided }) => decided)),
    tellDecided(tx, settled),
    ...granted.map(({ current, service }) => service && tellLater(tx, current, service)),
    askHowItWas(
      tx,
      settled.filter(({ taken }) => taken.outcome !== 'closed').map(({ current }) => current),
    ),
  ])
}

async function settle(tx: Tx<CasesWorld>, { current, decision: wanted, by }: Settling, at: Date) {
  const service = serviceOf(tx, current)
  // Whoever may not decide it claims nothing.
  decide(current, wanted, by, at)
  const decision = await grantOnce(tx, current, { service, decision: wanted, by })
  const decided = decide(current, decision, by, at)
  const documents = decision.outcome === 'granted' ? await issueDocuments(tx, current) : []
  const name = by.name !== undefined && { officerName: by.name }
  const taken: TakenDecision = { ...decision, documents, by: by.id, ...name, at }
  return { current, service, decided, taken }
}

/** A case is decided once, so nobody was asked about it before. */
async function askHowItWas(tx: Tx<CasesWorld>, decided: readonly Case[]): Promise<void> {
  const asked = decided.filter(current => (serviceOf(tx, current)?.askAfterwards ?? []).length > 0)
  if (asked.length === 0) return
  await inviteAll(
    tx,
    asked.map(({ person, id: about, service, agency, channel }) => {
      return { id: newId(), person, about, service, agency, moment: 'decided', channel }
    }),
  )
}
