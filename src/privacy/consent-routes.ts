import { citizen, consentOf, consentsOf, refreshConsent, withdrawConsent } from '#people'
import { data, notThere, redirect, routesOf } from '#platform'
import { consentsPage } from './consent-list.tsx'
import { consentPage } from './consent-page.tsx'
import { signedReceipt } from './consent-receipt.ts'
import type { PrivacyWorld } from './world.ts'

const route = routesOf<PrivacyWorld>()

/** What a person agreed to: read, kept, renewed, taken back. */
export const consentRoutes = [
  route('GET /account/consents', {
    who: citizen,
    async answer({ world, who, visit }) {
      return consentsPage(await consentsOf(world, who.id), { catalogue: world.catalogue, now: world.now(), visit })
    },
  }),

  route('GET /account/consents/:id', {
    who: citizen,
    async answer({ world, who, visit, params }) {
      const kept = await consentOf(world, { person: who.id, consent: params.id! })
      if (!kept) return notThere(visit.language)
      return consentPage(kept, { catalogue: world.catalogue, publicUrl: world.publicUrl, now: world.now(), visit })
    },
  }),

  route('GET /account/consents/:id/receipt', {
    who: citizen,
    async answer({ world, who, visit, params }) {
      const kept = await consentOf(world, { person: who.id, consent: params.id! })
      if (!kept) return notThere(visit.language)
      return {
        ...data('application/json; charset=utf-8', await signedReceipt(world, kept)),
        headers: { 'content-disposition': `attachment; filename="consent-${kept.consent.id}.json"` },
      }
    },
  }),

  route('POST /account/consents/:id/withdraw', {
    who: citizen,
    async answer({ world, who, params }) {
      await withdrawConsent(world, { person: who.id, consent: params.id! })
      return redirect('/account/consents')
    },
  }),

  route('POST /account/consents/:id/refresh', {
    who: citizen,
    async answer({ world, who, params }) {
      await refreshConsent(world, { person: who.id, consent: params.id! })
      return redirect('/account/consents')
    },
  }),
]
