import { maybe, type NewEvent, run, runAndRecord, sql, type Tx, type World } from '#platform'
import type { Answer } from './answer.ts'
import type { Invitation, InvitationId, Moment, NewInvitation } from './invitation.ts'

/** @returns false when this moment of the matter was asked about before */
export function saveInvitation(
  tx: Tx,
  id: InvitationId,
  { told, ...asked }: NewInvitation & { told: NewEvent },
): Promise<boolean> {
  return runAndRecord(
    tx,
    sql`insert into feedback.invitation (person_id, id, about, service, agency, moment, channel, invited_at)
        values (${asked.person}, ${id}, ${asked.about}, ${asked.service}, ${asked.agency}, ${asked.moment}, ${asked.channel ?? 'web'}, ${tx.now()})
        on conflict (person_id, about, moment) do nothing returning 1`,
    told,
  )
}

export async function saveInvitations(tx: Tx, asked: readonly (NewInvitation & { readonly id: InvitationId })[]): Promise<void> {
  const written = asked.map(({ channel = 'web', ...one }) => ({ ...one, channel }))
  await run(
    tx,
    sql`insert into feedback.invitation (person_id, id, about, service, agency, moment, channel, invited_at)
        select person, id, about, service, agency, moment, channel, ${tx.now()}
        from jsonb_to_recordset(${JSON.stringify(written)}::jsonb)
             as i(person uuid, id uuid, about text, service text, agency text, moment text, channel text)`,
  )
}

export function invitationTo(
  world: World,
  { person, id }: { person: string; id: InvitationId },
): Promise<Invitation | undefined> {
  return maybe(
    world,
    sql`select i.*, a.given_at as answered_at from feedback.invitation i
        left join feedback.answer a on a.person_id = i.person_id and a.invitation_id = i.id
        where i.person_id = ${person} and i.id = ${id}`,
  )
}

export function invitationAbout(
  world: World,
  { person, about, moment }: { person: string; about: string; moment: Moment },
): Promise<Invitation | undefined> {
  return maybe(
    world,
    sql`select i.*, a.given_at as answered_at from feedback.invitation i
        left join feedback.answer a on a.person_id = i.person_id and a.invitation_id = i.id
        where i.person_id = ${person} and i.about = ${about} and i.moment = ${moment}`,
  )
}

/** @returns false when an answer was already there */
export async function saveAnswer(tx: Tx, { personId, id, moment }: Invitation, answer: Answer): Promise<boolean> {
  const touched = await run(
    tx,
    sql`insert into feedback.answer (person_id, invitation_id, ease, effectiveness, comment, wording, language, channel, moment, given_at)
        values (${personId}, ${id}, ${answer.ease}, ${answer.effectiveness ?? null}, ${answer.comment ?? null}, ${answer.wording},
                ${answer.language}, ${answer.channel}, ${moment}, ${tx.now()})
        on conflict (person_id, invitation_id) do nothing`,
  )
  return touched === 1
}

/** @returns true the first time, when no answer was given */
export async function markSkipped(tx: Tx, { personId, id }: Invitation): Promise<boolean> {
  const touched = await run(
    tx,
    sql`update feedback.invitation i set skipped_at = ${tx.now()}
        where person_id = ${personId} and id = ${id} and skipped_at is null
          and not exists (select from feedback.answer a where a.person_id = i.person_id and a.invitation_id = i.id)`,
  )
  return touched === 1
}
