import { type Fields, page, type Reply, say, type Visit } from '#platform'
import { dayIn } from './days.ts'
import { enterEntry } from './enter-entry.ts'
import { Asked, EntryFields, type FormFault, Framed, rawFrom, sayFaults } from './entry-form.tsx'
import { keyIn } from './entry-values.ts'
import type { OwnRegister } from './own-register.ts'
import { type Keeper, type KeepingWorld, lastValues, type Reading, titleOf } from './read-entry.ts'
import { fieldName, type RawValues, readValues } from './read-values.ts'
import { correctEntry, endEntry } from './state-of-entry.ts'
import { ownWords } from './words.ts'

/** What is done to an entry. */
export type Change = 'enter' | 'correct' | 'end'

interface Changing {
  readonly visit: Visit
  readonly register: OwnRegister
  readonly change: Change
  /** The entry that is changed; none while one is entered. */
  readonly reading?: Reading
  readonly raw: RawValues
  readonly faults?: readonly FormFault[]
}

/** The form by which an entry is entered, corrected or ended. */
export function changePage({ visit, register, change, reading, raw, faults = [] }: Changing): Reply {
  const t = ownWords(visit.language)
  const title = t(`${change}-title`)
  const back = reading ? `/work/registers/${register.id}/entries/${reading.id}` : `/work/registers/${register.id}`
  const filling = { raw, faults, language: visit.language }
  const go = ({ enter: 'go-save', correct: 'go-correct', end: 'go-end' } as const)[change]
  const name = reading && titleOf(register, reading.values ?? lastValues({ statements: reading.known }))
  const body = (
    <Framed
      {...{ visit, title, faults, action: `${back}/${change}`, go: t(go) }}
      caption={[say(register.name, visit.language), name].filter(Boolean).join(': ')}
      {...(change === 'enter' ? {} : { lead: t(`${change}-lead`) })}
    >
      {change !== 'end' && <EntryFields register={register} {...filling} isKeyFixed={change === 'correct'} />}
      <Asked name="from" type="date" label={t(change === 'end' ? 'ask-end-from' : 'ask-from')} filling={filling} />
      {change === 'correct' && (
        <Asked name="until" type="date" label={t('ask-until')} hint={t('ask-until-hint')} filling={filling} />
      )}
      {change !== 'enter' && <Asked name="reason" label={t('ask-reason')} hint={t('ask-reason-hint')} filling={filling} />}
    </Framed>
  )
  const isWrong = faults.length > 0
  return page(body, { title: isWrong ? `${t('fault-title')}: ${title}` : title, back, ...(isWrong ? { status: 422 } : {}) })
}

/** What a form begins with: what counts today, from the day since when it does. */
export function beginningWith(
  register: OwnRegister,
  change: Change,
  { reading, today }: { reading?: Reading; today: string },
): RawValues {
  if (!reading) return new Map([['from', today]])
  const period = reading.periods.find(({ from, until }) => from <= today && (!until || today < until))
  const values = reading.values ?? lastValues({ statements: reading.known })
  return new Map([
    ...(change === 'correct' ? rawFrom(register, values) : []),
    ['from', (change === 'correct' && period?.from) || today],
  ])
}

const TEXT_MOST = 2000

/** Everything that was typed, by field. */
export function typedIn({ names, one }: Fields): RawValues {
  return new Map(names.map(name => [name, (one[name] ?? '').slice(0, TEXT_MOST)]))
}

interface Sent {
  readonly register: OwnRegister
  readonly change: Change
  readonly reading?: Reading
  readonly raw: RawValues
  readonly visit: Visit
  readonly by: Keeper
  readonly today: string
}

/** Does what was typed, or says what is wrong. @returns the entry's id */
export async function carryOut(world: KeepingWorld, sent: Sent): Promise<{ id: string } | { faults: FormFault[] }> {
  const { register, change, reading, raw, visit, by } = sent
  const days = daysIn(sent)
  const read =
    change === 'end' ? { values: {} } : readValues(register, withKey(sent), { language: visit.language, on: sent.today })
  const faults = [...('faults' in read ? sayFaults(read.faults, visit.language) : []), ...days.faults]
  if ('faults' in read || faults.length > 0) return { faults }
  const { from, until } = days
  const stated = { from, by: by.id, reason: raw.get('reason')?.trim() ?? '' }
  if (!reading) {
    const { id, isNew } = await enterEntry(world, register, { values: read.values, from, by: by.id })
    return isNew ? { id } : { faults: [{ field: fieldName(register.key, 0), text: ownWords(visit.language)('fault-known') }] }
  }
  if (change === 'end') await endEntry(world, register, { ...stated, entry: reading.id })
  else await correctEntry(world, register, { ...stated, entry: reading.id, values: read.values, until })
  return { id: reading.id }
}

/** The key stays as it was entered, whatever a form says. */
function withKey({ register, reading, raw }: Sent): RawValues {
  if (!reading) return raw
  const key = keyIn(register, lastValues({ statements: reading.known }))
  return new Map([...raw, [fieldName(register.key, 0), key]])
}

function daysIn({ change, raw, visit }: Sent): { from: string; until: string | null; faults: FormFault[] } {
  const t = ownWords(visit.language)
  const typedUntil = change === 'correct' ? raw.get('until')?.trim() : ''
  const [from, until] = [dayIn(raw.get('from')), dayIn(typedUntil)]
  const isWrongUntil = Boolean(typedUntil) && (!until || (from !== undefined && until <= from))
  const faults = [
    ...(from ? [] : [{ field: 'from', text: t('fault-from') }]),
    ...(isWrongUntil ? [{ field: 'until', text: t('fault-until') }] : []),
    ...(change !== 'enter' && !raw.get('reason')?.trim() ? [{ field: 'reason', text: t('fault-reason') }] : []),
  ]
  return { from: from ?? '', until: until ?? null, faults }
}
