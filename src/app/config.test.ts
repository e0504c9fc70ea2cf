import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { ConfigFaults, readConfig } from './config.ts'

const FULL = {
  OIDC_ISSUER: 'https://identity.example',
  OIDC_CLIENT_ID: 'portico',
  XROAD_SECURITY_SERVER: 'https://security-server.example',
  XROAD_CLIENT: 'FH/GOV/portico/portico',
  XROAD_PROVIDER_PORT: '8090',
}

/** Reads a configuration, and tells which settings were looked at on the way. */
function settingsRead(): string[] {
  const seen = new Set<string>()
  const env = new Proxy<Record<string, string>>(FULL, {
    get: (given, name) => {
      seen.add(String(name))
      return given[String(name)]
    },
  })
  readConfig(env)
  return [...seen].sort()
}

function settingsDescribed(): string[] {
  const page = readFileSync(join(import.meta.dirname, '../../docs/CONFIGURATION.md'), 'utf8')
  const settings = page.slice(page.indexOf('## Settings'), page.indexOf('## What stands on disk'))
  return [...settings.matchAll(/^\| `([A-Z_]+)` +\|/gm)].map(match => match[1]!).sort()
}

test('docs/CONFIGURATION.md describes every setting that is read, and no other', () => {
  assert.deepEqual(settingsDescribed(), settingsRead())
})

test('an operator is told all that is wrong with the configuration at once, and what to write instead', () => {
  const wrong = {
    PORT: '70000',
    PUBLIC_URL: 'service.example',
    PORTICO_SECRET: 'short',
    LOG_LEVEL: 'loud',
    SEED: 'maybe',
    OIDC_ISSUER: 'https://identity.example',
    XROAD_SECURITY_SERVER: 'https://security-server.example',
  }
  assert.deepEqual(faultsOf(wrong), [
    'PORT is a port from 1 to 65535; it was "70000".',
    'PUBLIC_URL is an http or https address, such as https://service.example; it was "service.example".',
    'PORTICO_SECRET needs at least 32 characters; make one with: openssl rand -base64 48',
    'LOG_LEVEL is one of info, warn, error, silent; it was "loud".',
    'OIDC_CLIENT_ID is needed when OIDC_ISSUER is set: the name under which the provider knows Portico.',
    'XROAD_CLIENT is needed when XROAD_SECURITY_SERVER is set: our identifier, such as FH/GOV/portico/portico.',
    'SEED is one of yes, no; it was "maybe".',
  ])
})

test('a fault says how many there are, and never what a secret was', () => {
  const { message } = faultFrom({ PORTICO_SECRET: 'hunter2', PORT: 'x' })
  assert.match(message, /^The configuration has 2 faults:\n {2}- PORT/)
  assert.ok(!message.includes('hunter2'))
})

test('a port is a whole number from 1 to 65535, and is complained of once', () => {
  for (const port of ['0', '65536', '123456', '-1', '80.5', 'http'])
    assert.deepEqual(faultsOf({ PORT: port }), [`PORT is a port from 1 to 65535; it was "${port}".`])
  assert.equal(readConfig({ PORT: '65535' }).port, 65_535)
})

test('with no settings at all it serves on this machine alone, with stand-ins and seeded people', () => {
  const { publicUrl, openIds, xRoad, databaseUrl, seed, metricsToken } = readConfig({})
  assert.deepEqual(
    { publicUrl, openIds, xRoad, databaseUrl, seed, metricsToken },
    {
      publicUrl: 'http://127.0.0.1:3000',
      openIds: [],
      xRoad: undefined,
      databaseUrl: undefined,
      seed: true,
      metricsToken: undefined,
    },
  )
})

test('an empty value counts as none', () => {
  const empty = Object.fromEntries(settingsRead().map(name => [name, '']))
  assert.deepEqual(readConfig(empty), readConfig({}))
})

test('nobody is made up where sign-in or the registers are real, unless asked for', () => {
  assert.equal(readConfig(FULL).seed, false)
  assert.equal(readConfig({ OIDC_ISSUER: FULL.OIDC_ISSUER, OIDC_CLIENT_ID: 'portico' }).seed, false)
  assert.equal(readConfig({ ...FULL, SEED: 'yes' }).seed, true)
})

test('the levels of assurance are eIDAS’s until the provider’s own are named', () => {
  const { openIds } = readConfig({ ...FULL, OIDC_ACR_HIGH: 'urn:example:gold' })
  assert.deepEqual(openIds[0]?.levels, {
    low: 'http://eidas.europa.eu/LoA/low',
    substantial: 'http://eidas.europa.eu/LoA/substantial',
    high: 'urn:example:gold',
  })
})

test('each of several identity providers is believed at the levels named for it, and about the registers only where that is said', () => {
  const { openIds, seed } = readConfig({
    ...{ OIDC_PROVIDERS: 'eid, bank', OIDC_EID_ISSUER: 'https://eid.example', OIDC_EID_CLIENT_ID: 'portico' },
    ...{ OIDC_EID_NAME: 'Fairhaven ID', OIDC_EID_NAME_AR: 'هوية', OIDC_EID_ACR_HIGH: 'gold', OIDC_EID_NATIONAL_ID: 'believed' },
    ...{ OIDC_BANK_ISSUER: 'https://bank.example', OIDC_BANK_CLIENT_ID: 'p', OIDC_BANK_ACR_LOW: 'urn:bank' },
  })
  assert.equal(seed, false)
  assert.deepEqual(
    openIds.map(({ id, name, levels, mayTellNationalId }) => ({ id, name, levels, mayTellNationalId })),
    [
      {
        ...{ id: 'eid', name: { en: 'Fairhaven ID', fr: 'Fairhaven ID', ar: 'هوية' } },
        ...{ levels: { high: 'gold' }, mayTellNationalId: true },
      },
      {
        ...{ id: 'bank', name: { en: 'bank.example', fr: 'bank.example', ar: 'bank.example' } },
        ...{ levels: { low: 'urn:bank' }, mayTellNationalId: false },
      },
    ],
  )
})

test('several identity providers are complained of by name', () => {
  assert.deepEqual(
    faultsOf({ OIDC_PROVIDERS: 'eid Bank', OIDC_EID_ISSUER: 'https://eid.example', OIDC_ISSUER: 'https://one.example' }),
    [
      'OIDC_CLIENT_ID is needed when OIDC_ISSUER is set: the name under which the provider knows Portico.',
      'OIDC_ISSUER and OIDC_PROVIDERS exclude each other: name each provider in OIDC_PROVIDERS.',
      'OIDC_PROVIDERS is a list of short names, such as "eid bank", each once; it held "Bank".',
      'OIDC_EID_CLIENT_ID is needed when OIDC_EID_ISSUER is set: the name under which the provider knows Portico.',
      'OIDC_EID_ACR_LOW, OIDC_EID_ACR_SUBSTANTIAL or OIDC_EID_ACR_HIGH is needed: at which levels "eid" is believed.',
      'OIDC_BANK_ISSUER is needed: the issuer of the provider that OIDC_PROVIDERS calls "Bank".',
    ],
  )
})

test('people reach it under the origin of its public address, however that was written', () => {
  assert.equal(readConfig({ PUBLIC_URL: 'https://service.example/' }).publicUrl, 'https://service.example')
  assert.equal(readConfig({ HOST: '::1', PORT: '4000' }).publicUrl, 'http://[::1]:4000')
})

function faultsOf(env: Record<string, string>): readonly string[] {
  return faultFrom(env).faults
}

function faultFrom(env: Record<string, string>): ConfigFaults {
  try {
    readConfig(env)
  } catch (error) {
    assert.ok(error instanceof ConfigFaults)
    return error
  }
  assert.fail('the configuration was taken')
}

test('other members are answered beyond this machine only by who shows a certificate', () => {
  const port = { XROAD_PROVIDER_PORT: '8090', XROAD_CLIENT: 'FH/GOV/portico/portico' }
  const files = { XROAD_PROVIDER_CERTIFICATE: 'own.pem', XROAD_PROVIDER_KEY: 'own.key', XROAD_PROVIDER_CA: 'ca.pem' }
  for (const env of [port, { ...port, ...files }, { ...port, ...files, XROAD_PROVIDER_HOST: '0.0.0.0' }])
    assert.equal(readConfig(env).provider?.port, 8090)
  const needed = /XROAD_PROVIDER_CERTIFICATE, XROAD_PROVIDER_KEY and XROAD_PROVIDER_CA are needed together/
  for (const host of ['0.0.0.0', '::', '10.0.0.1', '127.evil.example'])
    assert.match(faultsOf({ ...port, XROAD_PROVIDER_HOST: host }).join(), needed, host)
  assert.match(faultsOf({ ...port, XROAD_PROVIDER_CA: 'ca.pem' }).join(), needed)
  assert.match(faultsOf({ XROAD_PROVIDER_PORT: '8090' }).join(), /XROAD_CLIENT is needed/)
})

test('the certificate shown to the security server and its key are needed together', () => {
  const xRoad = { XROAD_SECURITY_SERVER: 'https://security-server.example', XROAD_CLIENT: 'FH/GOV/portico/portico' }
  for (const one of ['XROAD_CLIENT_CERTIFICATE', 'XROAD_CLIENT_KEY'])
    assert.match(
      faultsOf({ ...xRoad, [one]: 'a.pem' }).join(),
      /XROAD_CLIENT_CERTIFICATE and XROAD_CLIENT_KEY are needed together/,
    )
})
