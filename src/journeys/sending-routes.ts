import { citizenOrHolder, mayActIn, type Person } from '#people'
import { data, redirect, routesOf } from '#platform'
import { aboutOf, draftOf, drawn, opened } from './opened.ts'
import { checkPage } from './pages/check.tsx'
import { receiptPage } from './pages/receipt.tsx'
import { notThere } from './refusals.ts'
import { sendJourney } from './send-journey.ts'
import { receiptFile } from './signed-receipt.ts'
import { submissionByReference } from './store.ts'
import type { Submission } from './submission.ts'
import { sureCitizen } from './sure-citizen.ts'
import { addressOf, whereabouts } from './whereabouts.ts'
import type { JourneysWorld } from './world.ts'

const route = routesOf<JourneysWorld>({ urgency: 'under-way' })
const REFERENCE = /^[0-9A-Z-]{1,20}$/

/** Checking, sending once, and the receipt. */
export const sendingRoutes = [
  route('GET /journeys/:id/check', {
    who: sureCitizen.see,
    answer: ({ world, params, who, visit }) =>
      drawn(world, { personId: who.id, id: params.id! }, about => {
        const place = whereabouts(about.definition, about.draft, about.on)
        return place.at === 'check' ? checkPage({ ...about, visit }) : redirect(addressOf(params.id!, place))
      }),
  }),
  route('POST /journeys/:id/send', {
    who: sureCitizen.send,
    urgency: 'finishing',
    form: ({ one }) => ({ key: one.key ?? '', digest: one.digest ?? '', declared: one.declared === 'yes' }),
    async answer({ world, params, who, form, visit }) {
      const of = { personId: who.id, id: params.id! }
      const draft = form.declared ? undefined : await draftOf(world, who.id, params.id!)
      if (draft && !draft.sentAt) {
        const about = aboutOf(world, draft)
        const place = whereabouts(about.definition, about.draft, about.on)
        return place.at === 'check' ? checkPage({ ...about, visit, undeclared: true }) : redirect(addressOf(of.id, place))
      }
      const sent = await sendJourney(world, { ...of, key: form.key, digest: form.digest })
      if (sent.result === 'open') return redirect(addressOf(of.id, sent.place))
      if (sent.result === 'changed') return checkPage({ ...(await opened(world, who.id, of.id)), visit, changed: true })
      return redirect(`/receipts/${sent.submission.reference}`)
    },
  }),
  route('GET /receipts/:reference', {
    who: citizenOrHolder('see'),
    async answer({ world, params, who, visit }) {
      const submission = await receiptOf(world, who, params.reference!)
      return receiptPage({ catalogue: world.catalogue, submission, visit })
    },
  }),
  route('GET /receipts/:reference/signed', {
    who: citizenOrHolder('see'),
    async answer({ world, params, who }) {
      const { signedReceipt, reference } = await receiptOf(world, who, params.reference!)
      if (!signedReceipt) throw notThere()
      return {
        ...data('application/json; charset=utf-8', receiptFile(world, signedReceipt)),
        headers: { 'content-disposition': `attachment; filename="receipt-${reference}.json"` },
      }
    },
  }),
]

async function receiptOf(world: JourneysWorld, who: Person, reference: string): Promise<Submission> {
  const submission = REFERENCE.test(reference) ? await submissionByReference(world, who.id, reference) : undefined
  const services = submission?.requests.map(({ service }) => service)
  if (!submission || !services || !mayActIn(who, services)) throw notThere()
  return submission
}
