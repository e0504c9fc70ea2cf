import type { Catalogue } from '#catalogue'
import { citizenEvenActing, officer } from '#people'
import { dayOf, oneOf, redirect, routesOf, type Visit } from '#platform'
import { actForOrganisation, type DirectingWorld, organisationsDirectedBy } from './act-for-organisation.ts'
import { beginningWith, type Change, carryOut, changePage, typedIn } from './change-page.tsx'
import { dayIn, endOf } from './days.ts'
import { entryPage } from './entry-page.tsx'
import { countEntries } from './entry-store.ts'
import { findInRegister } from './find-in-register.ts'
import { importEntries } from './import-entries.ts'
import { importPage } from './import-page.tsx'
import { organisationsPage } from './organisations-page.tsx'
import { keptBy, lastValues, readEntry, readToChange } from './read-entry.ts'
import { registerPage, registersPage } from './register-pages.tsx'
import type { AsAt } from './statement.ts'

/** The world of the pages on which registers are kept. */
export type RegisterPagesWorld = DirectingWorld & { readonly catalogue: Pick<Catalogue, 'agencies' | 'services'> }

const FILE_BYTES = 5 * 1024 * 1024
const TEXT_MOST = 100

const route = routesOf<RegisterPagesWorld>()

/** The pages on which an agency keeps its registers, and those on which people act for an organisation by what they say. */
export const registerRoutes = [
  route('GET /work/registers', {
    who: officer,
    async answer({ world, who, visit }) {
      const kept = [...world.ownRegisters.values()].filter(({ agency }) => agency === who.agency)
      const registers = await Promise.all(kept.map(async register => ({ register, count: await countEntries(world, register) })))
      return registersPage({ visit, registers })
    },
  }),

  route('GET /work/registers/:register', {
    who: officer,
    async answer({ world, who, visit, params }) {
      const register = keptBy(world, who, params.register)
      const text = (visit.query.q ?? '').trim().slice(0, TEXT_MOST)
      const found = text ? { found: await findInRegister(world, register, { text, by: who }) } : {}
      return registerPage({ visit, register, text, ...found })
    },
  }),

  route('GET /work/registers/:register/entries/:entry', {
    who: officer,
    async answer({ world, who, visit, params }) {
      const register = keptBy(world, who, params.register)
      const { asAt, isNow } = asAtIn(visit, world.now())
      const reading = await readEntry(world, register, { entry: params.entry!, asAt, by: who })
      return entryPage({ visit, register, reading, isNow, last: lastValues({ statements: reading.known }) })
    },
  }),

  ...changeRoutes('enter', '/work/registers/:register/enter'),
  ...changeRoutes('correct', '/work/registers/:register/entries/:entry/correct'),
  ...changeRoutes('end', '/work/registers/:register/entries/:entry/end'),

  route('GET /work/registers/:register/import', {
    who: officer,
    answer: ({ world, who, visit, params }) => importPage({ visit, register: keptBy(world, who, params.register) }),
  }),

  route('POST /work/registers/:register/import', {
    who: officer,
    files: { fileBytes: FILE_BYTES, bodyBytes: FILE_BYTES + 64 * 1024 },
    form: ({ files, one }) => ({ file: files.get('file'), how: oneOf(one.how, ['check', 'enter']) }),
    async answer({ world, who, visit, params, form: { file, how } }) {
      const register = keptBy(world, who, params.register)
      if (!file || file.isTooLarge || file.bytes.length === 0) return importPage({ visit, register, hasNoFile: true })
      const text = file.bytes.toString('utf8')
      const came = await importEntries(world, register, { text, by: who.id, isDryRun: how === 'check' })
      return importPage({ visit, register, came })
    },
  }),

  route('GET /account/organisations', {
    who: citizenEvenActing,
    async answer({ world, who, visit }) {
      const directed = await organisationsDirectedBy(world, who.id)
      const registers = [...world.ownRegisters.values()].filter(({ actsFor }) => actsFor)
      return organisationsPage({ catalogue: world.catalogue, visit, directed, registers })
    },
  }),

  route('POST /account/organisations/:register/:entry/act', {
    who: citizenEvenActing,
    async answer({ world, who, params }) {
      await actForOrganisation(world, who, { register: params.register!, entry: params.entry! })
      return redirect('/')
    },
  }),
]

function changeRoutes(change: Change, path: `/${string}`) {
  return [
    route(`GET ${path}`, {
      who: officer,
      async answer({ world, who, visit, params }) {
        const register = keptBy(world, who, params.register)
        const reading =
          params.entry === undefined ? {} : { reading: await readToChange(world, register, { entry: params.entry, by: who }) }
        const raw = beginningWith(register, change, { ...reading, today: dayOf(world.now()) })
        return changePage({ visit, register, change, raw, ...reading })
      },
    }),
    route(`POST ${path}`, {
      who: officer,
      form: typedIn,
      async answer({ world, who, visit, params, form: raw }) {
        const register = keptBy(world, who, params.register)
        const reading =
          params.entry === undefined ? {} : { reading: await readToChange(world, register, { entry: params.entry, by: who }) }
        const done = await carryOut(world, { register, change, raw, visit, by: who, today: dayOf(world.now()), ...reading })
        if ('faults' in done) return changePage({ visit, register, change, raw, faults: done.faults, ...reading })
        return redirect(`/work/registers/${register.id}/entries/${done.id}`)
      },
    }),
  ]
}

/** As at which day, and as known on which: what an address asks for, or today. */
function asAtIn({ query }: Visit, now: Date): { asAt: AsAt; isNow: boolean } {
  const today = dayOf(now)
  const [on, known] = [dayIn(query.on) ?? today, dayIn(query.known) ?? today]
  return { asAt: { on, knownAt: known < today ? endOf(known) : now }, isNow: on === today && known >= today }
}
