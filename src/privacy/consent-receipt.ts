import { CONSENT_SCHEMA, type Consent, type ConsentMoment } from '#people'
import type { PrivacyWorld } from './world.ts'

interface Kept {
  readonly consent: Consent
  readonly history: readonly ConsentMoment[]
}

/**
 * A consent as a record for the person to keep: the fields of ISO/IEC TS 27560, their values in the terms of the Data Privacy
 * Vocabulary. Docs: docs/CONSENT.md.
 */
export function receiptOf({ catalogue, publicUrl }: Pick<PrivacyWorld, 'catalogue' | 'publicUrl'>, kept: Kept, at: Date) {
  const { consent, history } = kept
  const { terms } = consent
  const agency = (id: string) => ({ id, name: catalogue.agencies.get(id)?.name ?? {} })
  const service = catalogue.services.get(consent.service)
  const holder = catalogue.registers.get(consent.query)?.agency
  return {
    '@context': 'https://w3id.org/dpv',
    type: 'ConsentReceipt',
    schema_version: CONSENT_SCHEMA,
    issuer: publicUrl,
    issued_at: at.toISOString(),
    record_id: consent.id,
    pii_principal_id: consent.person,
    pii_controllers: terms ? [agency(terms.controller)] : [],
    privacy_notice: { version: consent.wording, language: consent.language, text: terms?.notice ?? null },
    purposes: [
      {
        purpose: consent.purpose,
        purpose_type: 'dpv:PublicServiceProvision',
        service: { id: consent.service, name: service?.name ?? {} },
        lawful_basis: 'dpv:Consent',
        legal_reference: lawOf(consent),
        pii_information: consent.facts.map(fact => ({
          attribute: fact,
          category: terms?.categories[fact] ?? 'dpv:PersonalData',
        })),
        source: { query: consent.query, ...(holder ? { agency: agency(holder) } : {}) },
        processing: terms?.processing ?? [],
        recipients: terms?.recipients.map(agency) ?? [],
        storage: terms?.retention ?? {},
        jurisdiction: terms?.jurisdiction ?? catalogue.government.country,
        valid_from: consent.givenAt.toISOString(),
        valid_until: consent.validUntil.toISOString(),
        withdrawal_method: `${publicUrl}/account/consents`,
      },
    ],
    events: history.map(({ kind, at, channel, by, validUntil }) => ({
      ...{ event: `dpv:Consent${EVENT[kind]}`, time: at.toISOString(), channel },
      ...{
        by: by === consent.person ? 'pii_principal' : by === 'system' ? 'system' : 'officer',
        valid_until: validUntil.toISOString(),
      },
    })),
  }
}

const EVENT = { given: 'Given', refreshed: 'Renewed', withdrawn: 'Withdrawn', expired: 'Expired' } as const

/** Special categories need the explicit consent of article 9. */
function lawOf({ terms }: Consent): string {
  const isSpecial = Object.values(terms?.categories ?? {}).includes('dpv:SpecialCategoryPersonalData')
  return isSpecial ? 'Regulation (EU) 2016/679, art. 9(2)(a)' : 'Regulation (EU) 2016/679, art. 6(1)(a)'
}

/**
 * The receipt in a file that shows by itself that we wrote it: `receipt` to be read, `jws` the same signed, checked with the keys at
 * `keys` (RFC 7515, RFC 7517).
 */
export async function signedReceipt(world: PrivacyWorld, kept: Kept): Promise<string> {
  const receipt = receiptOf(world, kept, world.now())
  const jws = await world.signer.sign(new TextEncoder().encode(JSON.stringify(receipt)))
  return `${JSON.stringify({ receipt, jws, keys: `${world.publicUrl}/.well-known/jwks.json` }, null, 2)}\n`
}
