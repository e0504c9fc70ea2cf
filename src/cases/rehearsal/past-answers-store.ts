import type { Answers, ServiceId } from '#catalogue'
import { openText, rows, sql, type World } from '#platform'
import type { CaseId } from '../case.ts'
import type { CaseFacts } from '../case-facts.ts'

/** What was once sent for a service, to be played through another version. */
export interface PastAnswers {
  readonly reference: string
  readonly version: number
  readonly receivedAt: Date
  readonly answers: Answers
}

const AT_ONCE = 200

/** The latest requests for a service, the last first, a few hundred at a time. @param most how many in all */
export async function* pastAnswers(world: World, service: ServiceId, most: number): AsyncGenerator<PastAnswers> {
  const latest = await rows<{ id: CaseId }>(
    world,
    sql`select id from cases.case_file where service = ${service} order by received_at desc, id limit ${most}::int`,
  )
  for (let at = 0; at < latest.length; at += AT_ONCE) {
    const ids = latest.slice(at, at + AT_ONCE).map(({ id }) => id)
    for (const { sealedFacts, ...row } of await sealedOf(world, ids))
      yield { ...row, answers: (JSON.parse(openText(world, sealedFacts)) as CaseFacts).answers }
  }
}

function sealedOf(world: World, ids: readonly CaseId[]) {
  return rows<Omit<PastAnswers, 'answers'> & { sealedFacts: string }>(
    world,
    sql`select reference, version, received_at, sealed_facts from cases.case_file where id = any(${ids}::uuid[])
        order by received_at desc, id`,
  )
}
