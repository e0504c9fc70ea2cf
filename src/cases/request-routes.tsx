import { invitationAbout } from '#feedback'
import { citizenOrHolder, mayActIn, type Person } from '#people'
import { page, redirect, routesOf } from '#platform'
import { assessmentOf } from './assessment-store.ts'
import { type Case, caseNotFound } from './case.ts'
import { CasePage } from './case-view.tsx'
import { earlierFactsOf } from './correction-store.ts'
import { serviceName, serviceOf } from './names.ts'
import { eventsAbout } from './progress-store.ts'
import { pathOf, RequestPage, RequestsPage } from './request-views.tsx'
import { requestWords } from './request-words.ts'
import { caseFor, casesOf, casesOfSubmission, factsOf } from './store.ts'
import { caseTimeline, requestTimeline } from './timeline.ts'
import type { CasesWorld } from './world.ts'

const route = routesOf<CasesWorld>()

/** The pages on which people follow what they asked for. Another person's reference is answered like one that is not there. */
export const requestRoutes = [
  route('GET /requests', {
    who: citizenOrHolder('see'),
    async answer({ world, who, visit: { language } }) {
      const cases = within(who, await casesOf(world, who.id))
      return page(<RequestsPage world={world} language={language} cases={cases} />, { title: requestWords(language)('title') })
    },
  }),

  route('GET /requests/:reference', {
    who: citizenOrHolder('see'),
    async answer({ world, who, visit: { language }, params }) {
      const cases = within(who, await casesOfSubmission(world, who.id, params.reference ?? ''))
      if (cases.length === 0) return redirect(pathOf(await caseNamed(world, who, params.reference)))
      const moments = requestTimeline({ world, language }, cases, await eventsAbout(world, cases))
      const title = requestWords(language)('request-title')
      return page(<RequestPage {...{ world, language, cases, moments }} />, { title, back: '/requests' })
    },
  }),

  route('GET /requests/:reference/cases/:caseReference', {
    who: citizenOrHolder('see'),
    async answer({ world, who, visit: { language }, params }) {
      const current = await caseFor(world, who.id, params.caseReference ?? '')
      if (current?.submission.reference !== params.reference || !current || !mayActIn(who, [current.service]))
        throw caseNotFound()
      const moments = caseTimeline({ world, language }, current, await eventsAbout(world, [current]))
      const [facts, assessment] = [await factsOf(world, current), await assessmentOf(world, current)]
      const earlier = await earlierFactsOf(world, current)
      const service = serviceOf(world, current)
      const asked = await invitationAbout(world, { person: who.id, about: current.id, moment: 'decided' })
      const feedback = asked && !asked.answeredAt && !asked.skippedAt ? asked.id : undefined
      return page(<CasePage {...{ world, language, current, facts, earlier, assessment, service, moments, feedback }} />, {
        title: serviceName(world, current.service, language),
        back: `/requests/${current.submission.reference}`,
      })
    },
  }),
]

/** People have both references in their letters, and may follow either. */
async function caseNamed(world: CasesWorld, who: Person, reference: string | undefined): Promise<Case> {
  const current = await caseFor(world, who.id, reference ?? '')
  if (!current || !mayActIn(who, [current.service])) throw caseNotFound()
  return current
}

/** All of one's own; of another's those that the mandate reaches. */
function within<Matter extends { service: string }>(who: Person, cases: readonly Matter[]): Matter[] {
  return cases.filter(({ service }) => mayActIn(who, [service]))
}
