import { type Officer, privacyOfficer } from '#people'
import { dayOf, type Fields, oneOf, type Reply, redirect, routesOf, type Visit } from '#platform'
import { answerInquiry, viewInquiry } from './answer-inquiry.ts'
import { ANSWER_MAX, findings, type Inquiry } from './inquiry.ts'
import { findInquiriesOf } from './inquiry-store.ts'
import { type AnswerFaults, type AnswerForm, workInquiriesPage, workInquiryPage } from './work-views.tsx'
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
      return inquiryReply(world, visit, { inquiry, form: { finding: undefined, text: '' }, faults: {} })
    },
  }),

  route('POST /work/inquiries/:id/answer', {
    who: privacyOfficer,
    form: answerForm,
    async answer({ world, who, visit, params, form }): Promise<Reply> {
      const inquiry = await viewInquiry(world, params.id!, who)
      const faults = faultsIn(form)
      if (!form.finding || Object.keys(faults).length > 0) return inquiryReply(world, visit, { inquiry, form, faults })
      await answerInquiry(world, { id: inquiry.id, finding: form.finding, text: form.text }, who satisfies Officer)
      return redirect(`/work/inquiries/${inquiry.id}`)
    },
  }),
]

function answerForm({ one }: Fields): AnswerForm {
  return { finding: one.finding === undefined ? undefined : oneOf(one.finding, findings), text: (one.text ?? '').trim() }
}

function faultsIn({ finding, text }: AnswerForm): AnswerFaults {
  const isTooLong = [...text].length > ANSWER_MAX
  return {
    ...(finding ? {} : { finding: 'finding-missing' as const }),
    ...(text === '' ? { text: 'answer-missing' as const } : isTooLong ? { text: 'answer-too-long' as const } : {}),
  }
}

function inquiryReply(
  world: PrivacyWorld,
  visit: Visit,
  shown: { inquiry: Inquiry; form: AnswerForm; faults: AnswerFaults },
): Reply {
  const { catalogue } = world
  const reading = { catalogue, person: shown.inquiry.person, language: visit.language, isAtWork: true }
  return workInquiryPage({ ...shown, reading, today: dayOf(world.now()), visit })
}
