import { citizen } from '#people'
import { isId, page, redirect, routesOf, say } from '#platform'
import { archiveMessage } from './archive-message.ts'
import { MessagePage } from './message-view.tsx'
import { noticeAddress, readAddress, startNotices, stopNotices } from './notice-address.ts'
import { NoticesPage } from './notices-view.tsx'
import { readMessage } from './read-message.ts'
import { messagesIn } from './store.ts'
import { MailboxPage } from './views.tsx'
import { words } from './words.ts'
import type { MailboxWorld } from './world.ts'

const PAGE_SIZE = 25
const PAGES_MAX = 1_000

const route = routesOf<MailboxWorld>()

export const mailboxRoutes = [
  route('GET /mailbox', {
    who: citizen,
    async answer({ world, who, visit }) {
      const archived = visit.query.part === 'archive'
      const number = pageNumber(visit.query.page)
      const found = await messagesIn(world, { person: who.id, archived, limit: PAGE_SIZE + 1, after: (number - 1) * PAGE_SIZE })
      const undo = isId(visit.query.archived ?? '') ? visit.query.archived : undefined
      const part = { archived, number, hasMore: found.length > PAGE_SIZE }
      const body = (
        <MailboxPage messages={found.slice(0, PAGE_SIZE)} part={part} visit={visit} catalogue={world.catalogue} undo={undo} />
      )
      return page(body, { title: words(visit.language)(archived ? 'archive-title' : 'title') })
    },
  }),
  route('GET /mailbox/notices', {
    who: citizen,
    async answer({ world, who, visit }) {
      const body = <NoticesPage visit={visit} address={await noticeAddress(world, who.id)} />
      return page(body, { title: words(visit.language)('notices-title'), back: '/mailbox' })
    },
  }),
  route('POST /mailbox/notices', {
    who: citizen,
    form: ({ one }) => ({ typed: (one.address ?? '').slice(0, 1_000) }),
    async answer({ world, who, visit, form }) {
      const address = readAddress(form.typed)
      if (address) {
        await startNotices(world, who.id, address)
        return redirect('/mailbox/notices')
      }
      const t = words(visit.language)
      const body = <NoticesPage visit={visit} address={await noticeAddress(world, who.id)} fault={form.typed} />
      return page(body, { title: t('fault-prefix', { title: t('notices-title') }), status: 422, back: '/mailbox' })
    },
  }),
  route('POST /mailbox/notices/stop', {
    who: citizen,
    async answer({ world, who }) {
      await stopNotices(world, who.id)
      return redirect('/mailbox/notices')
    },
  }),
  route('GET /mailbox/:id', {
    who: citizen,
    async answer({ world, who, visit, params }) {
      const message = await readMessage(world, who.id, params.id!)
      const body = <MessagePage message={message} visit={visit} catalogue={world.catalogue} />
      return page(body, {
        title: say(message.subject, visit.language),
        back: message.archivedAt ? '/mailbox?part=archive' : '/mailbox',
      })
    },
  }),
  route('POST /mailbox/:id/archive', {
    who: citizen,
    async answer({ world, who, params }) {
      await archiveMessage(world, { person: who.id, id: params.id!, archived: true })
      return redirect(`/mailbox?archived=${params.id}`)
    },
  }),
  route('POST /mailbox/:id/unarchive', {
    who: citizen,
    async answer({ world, who, params }) {
      await archiveMessage(world, { person: who.id, id: params.id!, archived: false })
      return redirect('/mailbox')
    },
  }),
]

function pageNumber(asked: string | undefined): number {
  const number = Number(asked ?? 1)
  return Number.isInteger(number) && number >= 1 && number <= PAGES_MAX ? number : 1
}
