import { casesOf } from '#cases'
import { citizen, privacyOfficer } from '#people'
import { type Fields, redirect, routesOf, type Visit } from '#platform'
import { countErasable, erasable, eraseData } from './erase-data.ts'
import { type ErasureShown, erasurePage } from './erasure-page.tsx'
import { erasuresOf, holdsBy, holdsOn } from './erasure-store.ts'
import { liftHold, setHold } from './hold-data.ts'
import { HOLD_REASON, type HoldFaults, type HoldForm, holdsPage } from './holds-page.tsx'
import { stayOf } from './staying.ts'
import type { PrivacyWorld } from './world.ts'

const route = routesOf<PrivacyWorld>()
const EMPTY: HoldForm = { nationalId: '', reason: '' }

/** Erasing what is held of oneself, and holding back what is needed. */
export const erasureRoutes = [
  route('GET /account/erasure', {
    who: citizen,
    async answer({ world, who, visit }) {
      const shown = await shownTo(world, who.id, visit)
      return erasurePage({ ...shown, done: shown.erasures.find(({ id }) => id === visit.query.erased) })
    },
  }),

  route('POST /account/erasure', {
    who: citizen,
    form: ({ all }) => ({ chosen: erasable.map(({ name }) => name).filter(name => all('part[]').includes(name)) }),
    async answer({ world, who, visit, form: { chosen } }) {
      if (chosen.length === 0) return erasurePage({ ...(await shownTo(world, who.id, visit)), isNothingChosen: true })
      return redirect(`/account/erasure?erased=${await eraseData(world, { person: who.id, chosen })}`)
    },
  }),

  route('GET /work/holds', {
    who: privacyOfficer,
    async answer({ world, who, visit }) {
      return holdsPage({ holds: await holdsBy(world, who.agency), visit, form: EMPTY, faults: {} })
    },
  }),

  route('POST /work/holds', {
    who: privacyOfficer,
    form: holdForm,
    async answer({ world, who, visit, form }) {
      const faults = faultsIn(form)
      const isWrong = Object.keys(faults).length > 0
      if (!isWrong && (await setHold(world, form, who))) return redirect('/work/holds')
      const told = isWrong ? faults : { nationalId: 'nobody-known' as const }
      return holdsPage({ holds: await holdsBy(world, who.agency), visit, form, faults: told })
    },
  }),

  route('POST /work/holds/lift', {
    who: privacyOfficer,
    form: ({ one }) => ({ hold: one.hold ?? '' }),
    async answer({ world, who, form: { hold } }) {
      await liftHold(world, hold, who)
      return redirect('/work/holds')
    },
  }),
]

async function shownTo(world: PrivacyWorld, person: string, visit: Visit): Promise<ErasureShown> {
  const [counts, holds, requests, erasures] = await Promise.all([
    countErasable(world, person),
    holdsOn(world, person),
    casesOf(world, person),
    erasuresOf(world, person),
  ])
  return { world, visit, counts, holds, erasures, requests: requests.flatMap(one => stayOf(world, one) ?? []) }
}

function holdForm({ one }: Fields): HoldForm {
  return { nationalId: (one.nationalId ?? '').trim().slice(0, 100), reason: (one.reason ?? '').trim() }
}

function faultsIn({ nationalId, reason }: HoldForm): HoldFaults {
  const length = [...reason].length
  return {
    ...(nationalId === '' ? { nationalId: 'person-missing' as const } : {}),
    ...(length < HOLD_REASON.min ? { reason: 'reason-too-short' as const } : {}),
    ...(length > HOLD_REASON.max ? { reason: 'reason-too-long' as const } : {}),
  }
}
