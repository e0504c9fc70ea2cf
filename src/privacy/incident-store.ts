import { one, rows, run, sql, type Tx, type World } from '#platform'
import type { Incident, IncidentLooks } from './incident.ts'

/** Everybody whose data was looked at so, by the log. @param services  those of the agency named */
export async function findAffected(
  world: World,
  looks: IncidentLooks,
  services: readonly string[] | undefined,
): Promise<string[]> {
  const { agency, officer, service, register, from, until } = looks
  const found = await rows<{ personId: string }>(
    world,
    sql`select distinct person_id from platform.event
        where person_id is not null and kind in ('lookup.asked', 'lookup.made', 'case.viewed', 'case.file-viewed', 'case.identifiers-viewed')
          and at >= ${from}::timestamptz and at < ${until}::timestamptz
          and (${agency ?? null}::text is null or facts->>'service' = any(${services ?? []}::text[])
               or kind like 'case.%' and facts->>'agency' = ${agency ?? null}::text)
          and (${officer ?? null}::text is null or by = ${officer ?? null}::text)
          and (${service ?? null}::text is null or facts->>'service' = ${service ?? null}::text)
          and (${register ?? null}::text is null or facts->>'query' = ${register ?? null}::text)
        order by person_id`,
  )
  return found.map(({ personId }) => personId)
}

/** @returns false when an incident of this name was declared before, with other words or about other looks */
export async function declareIncident(tx: Tx, { id, agency, subject, text, looks }: Incident, found: number): Promise<boolean> {
  await run(
    tx,
    sql`insert into privacy.incident (id, agency, subject, text, looks, found, declared_at)
        values (${id}, ${agency}, ${JSON.stringify(subject)}::jsonb, ${JSON.stringify(text)}::jsonb, ${JSON.stringify(looks)}::jsonb,
                ${found}, ${tx.now()})
        on conflict (id) do nothing`,
  )
  const { same } = await one<{ same: boolean }>(
    tx,
    sql`select agency = ${agency} and subject = ${JSON.stringify(subject)}::jsonb and text = ${JSON.stringify(text)}::jsonb
          and looks = ${JSON.stringify(looks)}::jsonb as same from privacy.incident where id = ${id}`,
  )
  return same
}

/** @returns false when this person was told before */
export async function markTold(tx: Tx, person: string, incident: string): Promise<boolean> {
  const touched = await run(
    tx,
    sql`insert into privacy.incident_notice (person_id, incident_id, told_at) values (${person}, ${incident}, ${tx.now()})
        on conflict do nothing`,
  )
  return touched === 1
}
