import { anyone, citizen } from '#people'
import { data, json, page, redirect, routesOf, say } from '#platform'
import { readCode } from './code.ts'
import { fileRoutes } from './handed-in/routes.ts'
import { openDocument } from './open-document.ts'
import { openDocumentsOf } from './open-documents.ts'
import { readReceipt } from './submission-receipt.ts'
import { verifyDocument } from './verify-document.ts'
import { FindingPage, ReceiptPage, UnknownPage, VerifyPage } from './verify-views.tsx'
import { DocumentPage, DocumentsPage } from './views.tsx'
import { words } from './words.ts'
import type { DocumentsWorld } from './world.ts'

const TYPED_MAX = 100

const route = routesOf<DocumentsWorld>()

export const documentsRoutes = [
  ...fileRoutes,
  route('GET /documents', {
    who: citizen,
    async answer({ world, who, visit: { language } }) {
      const documents = await openDocumentsOf(world, who.id)
      return page(<DocumentsPage documents={documents} language={language} />, { title: words(language)('title') })
    },
  }),
  route('GET /documents/:id', {
    who: citizen,
    async answer({ world, who, params, visit: { language } }) {
      const open = await openDocument(world, who.id, params.id!)
      const body = <DocumentPage open={open} language={language} publicUrl={world.publicUrl} />
      return page(body, { title: say(open.kept.name, language), back: '/documents' })
    },
  }),
  route('GET /documents/:id/signed', {
    who: citizen,
    async answer({ world, who, params }) {
      const { kept } = await openDocument(world, who.id, params.id!)
      return data('application/jose', kept.jws)
    },
  }),
  route('GET /verify', {
    who: anyone,
    answer({ visit }) {
      const { query, language } = visit
      const t = words(language)
      if (query.code === undefined) return page(<VerifyPage visit={visit} />, { title: t('verify-title') })
      const code = readCode(query.code)
      if (code) return redirect(`/verify/${code}`)
      const body = <VerifyPage visit={visit} typed={query.code.slice(0, TYPED_MAX)} />
      return page(body, { title: t('fault-prefix', { title: t('verify-title') }), status: 422 })
    },
  }),
  route('POST /verify/receipt', {
    who: anyone,
    form: ({ one }) => ({ shown: one.receipt ?? '' }),
    async answer({ world, visit, form: { shown } }) {
      const receipt = await readReceipt(world.signer, shown)
      const title = words(visit.language)(receipt ? 'receipt-valid' : 'receipt-forged')
      return page(<ReceiptPage visit={visit} receipt={receipt} />, { title, status: receipt ? 200 : 422 })
    },
  }),
  route('GET /verify/:code', {
    who: anyone,
    async answer({ world, who, params, visit: { language } }) {
      const t = words(language)
      const finding = await verifyDocument(world, params.code!, who.officer?.id ?? who.person?.id ?? 'visitor')
      if (!finding) return page(<UnknownPage language={language} />, { title: t('unknown-now'), status: 404 })
      return page(<FindingPage finding={finding} language={language} />, { title: t(`${finding.validity}-now`) })
    },
  }),
  route('GET /.well-known/jwks.json', {
    who: anyone,
    answer: ({ world }) => ({ ...json({ keys: world.signer.keys }), headers: { 'cache-control': 'public, max-age=300' } }),
  }),
]
