import { privacyOfficer } from '#people'
import { redirect, routesOf } from '#platform'
import { answerFaults, EMPTY_ANSWER, readAnswerForm } from '../answer-form.tsx'
import { findings } from '../inquiry.ts'
import type { PrivacyWorld } from '../world.ts'
import { findEmergencies, findLookReviews } from './review-store.ts'
import { emergenciesPage, emergencyReviewPage, lookReviewPage, lookReviewsPage } from './review-views.tsx'
import { lookReviewFor, reviewEmergency, reviewLook, viewEmergency } from './write-review.ts'

const route = routesOf<PrivacyWorld>()

/** What a privacy officer looks into without anybody asking: looks that were singled out, and every stated emergency. */
export const reviewRoutes = [
  route('GET /work/looks', {
    who: privacyOfficer,
    async answer({ world, who, visit }) {
      return lookReviewsPage({ world, visit }, await findLookReviews(world, who.agency))
    },
  }),

  route('GET /work/looks/:id', {
    who: privacyOfficer,
    async answer({ world, who, visit, params }) {
      const review = await lookReviewFor(world, params.id!, who)
      return lookReviewPage({ world, visit, review, form: EMPTY_ANSWER, faults: undefined })
    },
  }),

  route('POST /work/looks/:id/review', {
    who: privacyOfficer,
    form: fields => readAnswerForm(fields, findings),
    async answer({ world, who, visit, params, form }) {
      const review = await lookReviewFor(world, params.id!, who)
      const faults = answerFaults(form)
      if (!form.choice || faults) return lookReviewPage({ world, visit, review, form, faults })
      await reviewLook(world, { id: review.id, finding: form.choice, text: form.text }, who)
      return redirect(`/work/looks/${review.id}`)
    },
  }),

  route('GET /work/emergencies', {
    who: privacyOfficer,
    async answer({ world, who, visit }) {
      return emergenciesPage({ world, visit }, await findEmergencies(world, who.agency))
    },
  }),

  route('GET /work/emergencies/:id', {
    who: privacyOfficer,
    async answer({ world, who, visit, params }) {
      const emergency = await viewEmergency(world, params.id!, who)
      return emergencyReviewPage({ world, visit, emergency, form: EMPTY_ANSWER, faults: undefined })
    },
  }),

  route('POST /work/emergencies/:id/review', {
    who: privacyOfficer,
    form: fields => readAnswerForm(fields, findings),
    async answer({ world, who, visit, params, form }) {
      const emergency = await viewEmergency(world, params.id!, who)
      const faults = answerFaults(form)
      if (!form.choice || faults) return emergencyReviewPage({ world, visit, emergency, form, faults })
      await reviewEmergency(world, { id: emergency.id, finding: form.choice, text: form.text }, who)
      return redirect(`/work/emergencies/${emergency.id}`)
    },
  }),
]
