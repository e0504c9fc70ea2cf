import { type Case, caseNotFound, serviceOf, viewCase } from '#cases'
import { type Officer, officer } from '#people'
import { type Fields, isId, routesOf } from '#platform'
import { askForCase, registersFor } from './ask-for-case.ts'
import { askPage, type EmergencyFaults, type EmergencyForm, emergencyPage } from './ask-views.tsx'
import { emergencyRegisters, lookInEmergency, REASON_MAX, REASON_MIN } from './emergency.ts'
import type { PrivacyWorld } from './world.ts'

const route = routesOf<PrivacyWorld>()
const EMPTY: EmergencyForm = { nationalId: '', register: undefined, reason: '' }

/** The pages on which officers ask registers: for a case that needs it, or in an emergency. */
export const askRoutes = [
  route('GET /work/cases/:id/registers', {
    who: officer,
    async answer({ world, who, visit, params }) {
      const current = await viewCase(world, caseIn(params), worker(who))
      return askPage({ world, visit }, { current, know: knowOf(world, current) })
    },
  }),

  route('POST /work/cases/:id/registers/:query', {
    who: officer,
    async answer({ world, who, visit, params }) {
      const { current, ...answer } = await askForCase(world, { id: caseIn(params), query: params.query ?? '' }, worker(who))
      return askPage({ world, visit }, { current, know: knowOf(world, current), answer })
    },
  }),

  route('GET /work/emergency', {
    who: officer,
    answer({ world, who, visit }) {
      const registers = emergencyRegisters(world, worker(who).agency)
      return emergencyPage({ world, visit, registers, form: EMPTY, faults: {} })
    },
  }),

  route('POST /work/emergency', {
    who: officer,
    form: emergencyForm,
    async answer({ world, who, visit, form }) {
      const registers = emergencyRegisters(world, worker(who).agency)
      const register = registers.find(({ lookup }) => lookup.from === form.register)
      const faults = faultsIn(form, register !== undefined)
      const shown = { world, visit, registers }
      if (!register || Object.keys(faults).length > 0) return emergencyPage({ ...shown, form, faults })
      const answer = await lookInEmergency(world, { ...form, register }, who)
      if (!answer) return emergencyPage({ ...shown, form, faults: { nationalId: 'nobody-known' } })
      return emergencyPage({ ...shown, form: EMPTY, faults: {}, answer })
    },
  }),
]

/** Only those whose work is cases: for everybody else at an agency it is not there. */
function worker(who: Officer): Officer {
  if (who.role !== 'officer') throw caseNotFound()
  return who
}

function caseIn({ id = '' }: Readonly<Record<string, string>>): string {
  if (!isId(id)) throw caseNotFound()
  return id
}

function knowOf(world: PrivacyWorld, current: Case) {
  const law = serviceOf(world, current)?.law ?? []
  return registersFor(world, current).map(lookup => ({
    ...lookup,
    cite: law.find(({ id }) => id === lookup.because)?.cite ?? lookup.because,
  }))
}

function emergencyForm({ one }: Fields): EmergencyForm {
  return { nationalId: (one.nationalId ?? '').trim().slice(0, 100), register: one.register, reason: (one.reason ?? '').trim() }
}

function faultsIn({ nationalId, reason }: EmergencyForm, isChosen: boolean): EmergencyFaults {
  const length = [...reason].length
  return {
    ...(nationalId === '' ? { nationalId: 'national-id-missing' as const } : {}),
    ...(isChosen ? {} : { register: 'register-missing' as const }),
    ...(length < REASON_MIN ? { reason: 'reason-too-short' as const } : {}),
    ...(length > REASON_MAX ? { reason: 'reason-too-long' as const } : {}),
  }
}
