import { citizen } from '#people'
import { page, redirect, routesOf } from '#platform'
import { giveFeedback, openInvitation } from './give-feedback.ts'
import { readGiven, readTyped } from './read-answer.ts'
import { skipFeedback } from './skip-feedback.ts'
import { AlreadyPage, AskPage, ThanksPage } from './views.tsx'
import { words } from './words.ts'
import type { FeedbackWorld } from './world.ts'

const route = routesOf<FeedbackWorld>()

export const feedbackRoutes = [
  route('GET /feedback/:id', {
    who: citizen,
    async answer({ world, who, visit, params }) {
      const { language } = visit
      const t = words(language)
      const invitation = await openInvitation(world, who.id, params.id!)
      if (invitation.answeredAt)
        return page(<AlreadyPage invitation={invitation} language={language} />, { title: t('thanks-title') })
      return page(<AskPage invitation={invitation} visit={visit} catalogue={world.catalogue} />, { title: t('title') })
    },
  }),
  route('POST /feedback/:id', {
    who: citizen,
    form: ({ one }) => readTyped(one),
    async answer({ world, who, visit, params, form }) {
      const { language } = visit
      const t = words(language)
      const invitation = await openInvitation(world, who.id, params.id!)
      if (invitation.answeredAt)
        return page(<AlreadyPage invitation={invitation} language={language} />, { title: t('thanks-title'), status: 409 })
      const read = readGiven(form, invitation.moment)
      if (!read.ok) {
        const body = (
          <AskPage invitation={invitation} visit={visit} catalogue={world.catalogue} typed={form} faults={read.faults} />
        )
        return page(body, { title: t('fault-prefix', { title: t('title') }), status: 422 })
      }
      await giveFeedback(world, invitation, { given: read.given, told: { language, channel: 'web' } })
      return redirect(`/feedback/${invitation.id}/thanks`)
    },
  }),
  route('POST /feedback/:id/skip', {
    who: citizen,
    async answer({ world, who, params }) {
      await skipFeedback(world, await openInvitation(world, who.id, params.id!))
      return redirect('/')
    },
  }),
  route('GET /feedback/:id/thanks', {
    who: citizen,
    async answer({ world, who, visit: { language }, params }) {
      const invitation = await openInvitation(world, who.id, params.id!)
      if (!invitation.answeredAt) return redirect(`/feedback/${invitation.id}`)
      return page(<ThanksPage invitation={invitation} language={language} />, { title: words(language)('thanks-title') })
    },
  }),
]
