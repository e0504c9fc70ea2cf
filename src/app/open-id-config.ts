import { type AssuranceLevel, assuranceLevels } from '#people'
import type { Words } from '#platform'

/** One identity provider, as the operator names it. */
export interface OpenIdConfig {
  /** Names it among several; undefined where there is but one. */
  readonly id: string | undefined
  readonly name: Words
  readonly issuer: URL
  readonly clientId: string
  readonly clientSecret: string | undefined
  /** Its acr value for each level it is believed at. */
  readonly levels: Readonly<Partial<Record<AssuranceLevel, string>>>
  /** Whether it is believed about who somebody is to the registers. */
  readonly mayTellNationalId: boolean
}

interface Reader {
  fault(sentence: string): void
  url(name: string): URL | undefined
  oneOf<const Value extends string>(name: string, offered: readonly Value[], otherwise: Value): Value
}

type Environment = Readonly<Record<string, string | undefined>>

/** The providers that people sign in with: none, the one of OIDC_ISSUER, or those that OIDC_PROVIDERS names. */
export function openIdsFrom(env: Environment, reader: Reader): readonly OpenIdConfig[] {
  const several = env.OIDC_PROVIDERS
  const one = openIdFrom(env, reader, undefined)
  if (!several) return one ? [one] : []
  if (env.OIDC_ISSUER) reader.fault('OIDC_ISSUER and OIDC_PROVIDERS exclude each other: name each provider in OIDC_PROVIDERS.')
  const ids = several.split(/[\s,]+/).filter(Boolean)
  for (const id of ids)
    if (!/^[a-z][a-z0-9]{0,19}$/.test(id) || ids.indexOf(id) !== ids.lastIndexOf(id))
      reader.fault(`OIDC_PROVIDERS is a list of short names, such as "eid bank", each once; it held "${id}".`)
  return ids.flatMap(id => openIdFrom(env, reader, id) ?? [])
}

function openIdFrom(env: Environment, { fault, url, oneOf }: Reader, id: string | undefined): OpenIdConfig | undefined {
  const setting = (name: string) => `OIDC_${id === undefined ? '' : `${id.toUpperCase()}_`}${name}`
  const issuer = url(setting('ISSUER'))
  const clientId = env[setting('CLIENT_ID')] ?? ''
  const clientSecret = env[setting('CLIENT_SECRET')] || undefined
  const levels = levelsFrom(env, setting, id !== undefined)
  const mayTell = id === undefined || oneOf(setting('NATIONAL_ID'), ['believed', 'ignored'], 'ignored') === 'believed'
  if (!issuer) {
    if (id !== undefined) fault(`${setting('ISSUER')} is needed: the issuer of the provider that OIDC_PROVIDERS calls "${id}".`)
    return undefined
  }
  if (!clientId)
    fault(`${setting('CLIENT_ID')} is needed when ${setting('ISSUER')} is set: the name under which the provider knows Portico.`)
  if (Object.keys(levels).length === 0)
    fault(
      `${setting('ACR_LOW')}, ${setting('ACR_SUBSTANTIAL')} or ${setting('ACR_HIGH')} is needed: at which levels "${id}" is believed.`,
    )
  const name = id === undefined ? { en: issuer.hostname } : namesFrom(env, setting, issuer.hostname)
  return { id, name, issuer, clientId, clientSecret, levels, mayTellNationalId: mayTell }
}

/** The one provider is believed at all levels; each of several at those alone for which its acr value is set. */
function levelsFrom(env: Environment, setting: (name: string) => string, isOneOfSeveral: boolean): OpenIdConfig['levels'] {
  const acr = (level: AssuranceLevel) => env[setting(`ACR_${level.toUpperCase()}`)] || undefined
  const told = assuranceLevels.map(level => [level, acr(level) ?? (isOneOfSeveral ? undefined : eidas(level))] as const)
  return Object.fromEntries(told.filter(([, value]) => value !== undefined))
}

/** The acr value by which eIDAS nodes name a level. */
export function eidas(level: AssuranceLevel): string {
  return `http://eidas.europa.eu/LoA/${level}`
}

function namesFrom(env: Environment, setting: (name: string) => string, otherwise: string): Words {
  const en = env[setting('NAME')] || otherwise
  return { en, fr: env[setting('NAME_FR')] || en, ar: env[setting('NAME_AR')] || en }
}
