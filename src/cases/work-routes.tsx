import { filesIn, type HandedIn } from '#catalogue'
import { download, filesNamed } from '#documents'
import { type Officer, officer } from '#people'
import { dayOf, type Fields, isId, oneOf, page, type Reply, redirect, routesOf, type Visit } from '#platform'
import { assessmentOf } from './assessment-store.ts'
import { AlreadyDecided, type Case, type CaseId, caseNotFound } from './case.ts'
import { earlierFactsOf, hasRecheck, rechecksOf } from './correction-store.ts'
import { paymentIn } from './decide-by-rule.ts'
import { decideCase } from './decide-case.ts'
import { finishTask } from './finish-task.ts'
import { IdentifiersPage } from './identifiers-view.tsx'
import { serviceName, serviceOf } from './names.ts'
import { eventsAbout, tasksOf } from './progress-store.ts'
import { type DecisionForm, emptyForm, readDecision } from './read-decision.ts'
import { settleRecheck } from './settle-recheck.ts'
import { caseById, factsOf } from './store.ts'
import { caseTimeline } from './timeline.ts'
import { viewCase } from './view-case.ts'
import { viewFile } from './view-file.ts'
import { viewIdentifiers } from './view-identifiers.ts'
import { type WorkCase, WorkCasePage, type WorkCaseProps } from './work-case-view.tsx'
import { WorkPage } from './work-views.tsx'
import { workWords } from './work-words.ts'
import { WORKLIST_PAGE, worklist, worklistCounts } from './worklist-store.ts'
import type { CasesWorld } from './world.ts'

const route = routesOf<CasesWorld>()

/** The pages on which officers work their agency's cases. */
export const workRoutes = [
  route('GET /work', {
    who: officer,
    async answer({ world, who, visit }) {
      if (who.role === 'service-owner') return redirect('/work/services')
      // Their work is not cases; the way to it in the menu is the same for all staff.
      if (who.role === 'privacy-officer') return redirect('/work/inquiries')
      const { agency } = worker(who)
      const counts = await worklistCounts(world, agency)
      const service = counts.find(count => count.service === visit.query.service)?.service
      const open = counts.reduce((sum, count) => sum + (service && count.service !== service ? 0 : count.open), 0)
      const pages = Math.max(1, Math.ceil(open / WORKLIST_PAGE))
      const at = Math.min(pageIn(visit), pages)
      const items = await worklist(world, { agency, service, page: at })
      const rechecks = await rechecksOf(world, agency)
      const body = (
        <WorkPage {...{ world, language: visit.language, agency, items, rechecks, counts, service, page: at, pages }} />
      )
      return page(body, { title: workWords(visit.language)('title') })
    },
  }),

  route('GET /work/cases/:id', {
    who: officer,
    async answer({ world, who, visit, params }) {
      const current = await viewCase(world, idIn(params), worker(who))
      return casePage({ ...(await workCase(world, visit, current)), form: emptyForm, faults: {} })
    },
  }),

  route('GET /work/cases/:id/files/:file', {
    who: officer,
    answer: async ({ world, who, params }) =>
      download(await viewFile(world, { id: idIn(params), file: params.file ?? '' }, worker(who))),
  }),

  route('GET /work/cases/:id/identifiers', {
    who: officer,
    async answer({ world, who, visit: { language }, params }) {
      const { current, identifiers } = await viewIdentifiers(world, { id: idIn(params), language }, worker(who))
      const body = <IdentifiersPage reference={current.reference} identifiers={identifiers} language={language} />
      return page(body, { title: workWords(language)('identifiers'), back: `/work/cases/${current.id}` })
    },
  }),

  route('POST /work/cases/:id/decision', {
    who: officer,
    form: decisionForm,
    async answer({ world, who, visit, params, form }) {
      // The answer may show the case, so this is a look at it like any other.
      const current = await viewCase(world, idIn(params), worker(who))
      const shown = await workCase(world, visit, current)
      const read = readDecision(form, shown.context)
      if ('faults' in read && !current.decision) return casePage({ ...shown, form, faults: read.faults })
      const isSecond =
        current.decision || ('decision' in read && (await decidedBefore(decideCase(world, current.id, read.decision, who))))
      if (!isSecond) return redirect(`/work/cases/${current.id}`)
      const decided = await workCase(world, visit, await caseById(world, current.id))
      return casePage({ ...decided, form, faults: {}, wasFirstDecided: true })
    },
  }),

  route('POST /work/cases/:id/tasks/:task', {
    who: officer,
    async answer({ world, who, params }) {
      const id = idIn(params)
      await finishTask(world, id, params.task ?? '', worker(who))
      return redirect(`/work/cases/${id}`)
    },
  }),

  route('POST /work/cases/:id/recheck', {
    who: officer,
    async answer({ world, who, params }) {
      const id = idIn(params)
      await settleRecheck(world, id, worker(who))
      return redirect(`/work/cases/${id}`)
    },
  }),
]

/** Only those whose work is cases: for everybody else at an agency they are not there. */
function worker(who: Officer): Officer {
  if (who.role !== 'officer') throw caseNotFound()
  return who
}

function idIn({ id = '' }: Readonly<Record<string, string>>): CaseId {
  if (!isId(id)) throw caseNotFound()
  return id
}

function pageIn({ query }: Visit): number {
  return /^[1-9]\d{0,5}$/.test(query.page ?? '') ? Number(query.page) : 1
}

function decisionForm({ one }: Fields): DecisionForm {
  const outcome = one.outcome === undefined ? undefined : oneOf(one.outcome, ['granted', 'refused'])
  return { outcome, reason: one.reason ?? '', amount: one.amount ?? '' }
}

async function workCase(world: CasesWorld, visit: Visit, current: Case): Promise<WorkCase> {
  const service = serviceOf(world, current)
  const facts = await factsOf(world, current)
  const [assessment, earlier] = [await assessmentOf(world, current), await earlierFactsOf(world, current)]
  const told = { world, language: visit.language }
  return {
    ...{ world, visit, current, service, facts, earlier, assessment },
    isToRecheck: await hasRecheck(world, current),
    tasks: await tasksOf(world, current),
    unscanned: await unscannedIn(world, current, filesIn(service?.facts.values() ?? [], facts.answers)),
    moments: caseTimeline(told, current, await eventsAbout(world, [current])),
    context: {
      ...{ pays: service?.pays, language: visit.language, on: dayOf(world.now()) },
      workedOut: service && assessment && paymentIn(service, assessment.values),
    },
  }
}

async function unscannedIn(world: CasesWorld, { person }: Case, files: readonly HandedIn[]): Promise<ReadonlySet<string>> {
  const kept = await filesNamed(
    world,
    person,
    files.map(({ id }) => id),
  )
  return new Set(kept.filter(({ scan }) => scan === 'not-scanned').map(({ id }) => id))
}

function casePage(props: WorkCaseProps): Reply {
  const { world, visit, current, faults } = props
  const t = workWords(visit.language)
  const isWrong = Object.keys(faults).length > 0
  const name = `${serviceName(world, current.service, visit.language)}, ${current.reference}`
  return page(<WorkCasePage {...props} />, {
    title: isWrong ? `${t('error-prefix')} ${name}` : name,
    status: props.wasFirstDecided ? 409 : isWrong ? 422 : 200,
    back: '/work',
  })
}

/** Whether a colleague was first. */
async function decidedBefore(deciding: Promise<void>): Promise<boolean> {
  try {
    await deciding
    return false
  } catch (error) {
    if (error instanceof AlreadyDecided) return true
    throw error
  }
}
