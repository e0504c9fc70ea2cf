import { type Officer, privacyOfficer } from '#people'
import { dayOf, type Reply, redirect, routesOf, type Visit } from '#platform'
import { type AnswerFaults, type AnswerForm, answerFaults, EMPTY_ANSWER, readAnswerForm } from './answer-form.tsx'
import { answerInquiry, viewInquiry } from './answer-inquiry.ts'
import { findings, type Inquiry } from './inquiry.ts'
import { findInquiriesOf } from './inquiry-store.ts'
import { workInquiriesPage, workInquiryPage } from './work-views.tsx'
import type { PrivacyWorld } from './world.ts'

const route = routesOf<PrivacyWorld>()

/** The pages on which privacy officers answer what people ask. */
export const workRoutes = [
  route('GET /work/inquiries', {
    who: privacyOfficer,
    async answer({ world, who, visit: { language } }) {
      const [inquiries, today] = [await findInquiriesOf(world, who.agency), dayOf(world.now())]
      return workInquiriesPage({ inquiries, catalogue: world.catalogue, today, language, at: '/work/inquiries', isAtWork: true })
    },
  }),

  route('GET /work/inquiries/:id', {
    who: privacyOfficer,
    async answer({ world, who, visit, params }) {
      const inquiry = await viewInquiry(world, params.id!, who)
      return inquiryReply(world, visit, { inquiry, form: EMPTY_ANSWER, faults: undefined })
    },
  }),

  route('POST /work/inquiries/:id/answer', {
    who: privacyOfficer,
    form: fields => readAnswerForm(fields, findings),
    async answer({ world, who, visit, params, form }): Promise<Reply> {
      const inquiry = await viewInquiry(world, params.id!, who)
      const faults = answerFaults(form)
      if (!form.choice || faults) return inquiryReply(world, visit, { inquiry, form, faults })
      await answerInquiry(world, { id: inquiry.id, finding: form.choice, text: form.text }, who satisfies Officer)
      return redirect(`/work/inquiries/${inquiry.id}`)
    },
  }),
]

function inquiryReply(
  world: PrivacyWorld,
  visit: Visit,
  shown: { inquiry: Inquiry; form: AnswerForm; faults: AnswerFaults | undefined },
): Reply {
  const { catalogue } = world
  const reading = { catalogue, person: shown.inquiry.person, language: visit.language, isAtWork: true }
  return workInquiryPage({ ...shown, reading, today: dayOf(world.now()), visit })
}
