import { casesThatUse } from '#cases'
import { nationalIdOf } from '#people'
import { record, transaction } from '#platform'
import type { PrivacyWorld } from '../world.ts'
import { correctionOf, openCorrection } from './ask-correction.ts'
import type { Correction, CorrectionNotice } from './correction.ts'
import { findCorrection, findNotices, insertNotices, markNoticeSent, membersTold } from './correction-store.ts'

/**
 * Tells everybody a corrected value was passed on to, found from the log of looks and the cases that use it: the register it came from, members
 * of the exchange that were told it, and other agencies here, which are asked to correct theirs. GDPR art. 19. Done twice it changes nothing.
 */
export async function passOnCorrection(world: PrivacyWorld, { person, correction }: { person: string; correction: string }) {
  const accepted = await findCorrection(world, person, correction)
  if (accepted?.answer?.outcome !== 'accepted') return
  await askOtherAgencies(world, accepted)
  await transaction(world, async tx => insertNotices(tx, accepted, await outsidersOf(tx, accepted)))
  for (const notice of await findNotices(world, accepted)) if (!notice.sentAt) await send(world, accepted, notice)
}

/** What stands there is theirs to judge: the request is opened for the person, with a clock of its own. */
async function askOtherAgencies(world: PrivacyWorld, accepted: Correction): Promise<void> {
  const { person, agency, wanted, why, language, id: follows } = accepted
  const others = (await casesThatUse(world, accepted)).filter(held => held.in.agency !== agency)
  const perAgency = [...new Map(others.map(held => [held.in.agency, held])).values()]
  for (const held of perAgency)
    await transaction(world, tx =>
      openCorrection(tx, { ...correctionOf(tx, held), person, language, wanted, why, follows }, 'system'),
    )
}

async function outsidersOf(world: PrivacyWorld, accepted: Correction): Promise<Pick<CorrectionNotice, 'kind' | 'recipient'>[]> {
  const members = (await membersTold(world, accepted)).map(recipient => ({ kind: 'member' as const, recipient }))
  const isFromRegister = world.catalogue.registers.has(accepted.source)
  return isFromRegister ? [{ kind: 'register', recipient: accepted.source }, ...members] : members
}

async function send(world: PrivacyWorld, accepted: Correction, { id, kind, recipient }: CorrectionNotice): Promise<void> {
  const { person, agency, fact, before, wanted: after, reference, answer } = accepted
  const to = world.catalogue.registers.get(recipient)?.serviceId ?? recipient
  await world.notices.send({
    ...{ id, to, nationalId: await nationalIdOf(world, person), fact, before, after, reference },
    ...{ correctedBy: agency, correctedAt: answer!.at },
  })
  await transaction(world, async tx => {
    if (!(await markNoticeSent(tx, person, accepted.id, id))) return
    const facts = { agency, kind, recipient }
    await record(tx, { kind: 'correction.passed-on', about: accepted.id, person, by: 'system', facts })
  })
}
