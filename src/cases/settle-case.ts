import { invite } from '#feedback'
import { record, type Tx } from '#platform'
import { type Case, type Decider, decide, type NewDecision } from './case.ts'
import { grantOnce } from './grant-once.ts'
import { issueDocuments } from './issue-documents.ts'
import { tellDecided } from './messages.ts'
import { serviceOf } from './names.ts'
import { saveDecision } from './store.ts'
import { tellLater } from './tell-registers.ts'
import type { CasesWorld } from './world.ts'

/** Settles a case that the caller has locked: judged, saved, documents issued, recorded and told, all in the caller's transaction. */
export async function settleCase(
  tx: Tx<CasesWorld>,
  current: Case,
  { decision: wanted, by }: { decision: NewDecision; by: Decider },
) {
  const at = tx.now()
  const service = serviceOf(tx, current)
  decide(current, wanted, by, at)
  const decision = await grantOnce(tx, current, { service, decision: wanted, by })
  const decided = decide(current, decision, by, at)
  const documents = decision.outcome === 'granted' ? await issueDocuments(tx, current) : []
  const taken = { ...decision, documents, by: by.id, ...(by.name !== undefined && { officerName: by.name }), at }
  await Promise.all([
    saveDecision(tx, current, taken),
    record(tx, decided),
    tellDecided(tx, current, taken),
    decision.outcome === 'granted' && service && tellLater(tx, current, service),
    decision.outcome !== 'closed' && askHowItWas(tx, current),
  ])
}

async function askHowItWas(tx: Tx<CasesWorld>, current: Case): Promise<void> {
  const { person, id, service, agency, channel } = current
  const asks = serviceOf(tx, current)?.askAfterwards ?? []
  if (asks.length > 0) await invite(tx, { person, about: id, service, agency, moment: 'decided', channel })
}
