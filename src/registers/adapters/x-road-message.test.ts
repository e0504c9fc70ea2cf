import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { ProtocolFault, readMember, readService, writeIdentifier } from './x-road-identifier.ts'
import { fillPath, type HttpRequest, readFault, readRequest, writeRequest } from './x-road-message.ts'

const headers = { 'x-road-client': 'FH/GOV/portico' }
const read = (target: string, more: HttpRequest['headers'] = {}) =>
  readRequest({ method: 'GET', target, headers: { ...headers, ...more } })

test('any identifier comes back from the wire as it was, whatever its parts hold', () => {
  const part = fc
    .string({ unit: 'grapheme', minLength: 1, maxLength: 20 })
    .filter(text => !/\p{Cc}/u.test(text) && text !== '.' && text !== '..')
  fc.assert(
    fc.property(part, part, part, part, part, (instance, memberClass, memberCode, subsystemCode, serviceCode) => {
      const service = { instance, memberClass, memberCode, subsystemCode, serviceCode }
      assert.deepEqual(readService(writeIdentifier(service)), service)
      assert.equal(writeIdentifier(service).split('/').length, 5)
    }),
  )
})

test('an identifier encoded as a whole, not part by part, is refused', () => {
  assert.throws(() => readMember('FH%2FGOV%2Fportico%2Fportico'), ProtocolFault)
})

test('the subsystem may be left out of a client, and of a service that nothing follows', () => {
  assert.deepEqual(readMember('FH/GOV/portico'), { instance: 'FH', memberClass: 'GOV', memberCode: 'portico' })
  assert.equal(read('/r1/FH/GOV/office/things').service.subsystemCode, undefined)
})

test('path and query stay exactly as they were written', () => {
  const { path, query } = read('/r1/FH/GOV/office/desk/things/a%2Fb//c%3B/?x=1&x=%20')
  assert.deepEqual([path, query], ['/a%2Fb//c%3B/', '?x=1&x=%20'])
})

test('an empty path and a single slash are told apart', () => {
  assert.equal(read('/r1/FH/GOV/office/desk/things').path, '')
  assert.equal(read('/r1/FH/GOV/office/desk/things/').path, '/')
})

for (const target of [
  '/r1/FH/GOV/office',
  '/r1/FH/GOV//desk/things',
  '/r1/FH/GOV/../desk/things',
  '/r1/FH/GOV/office/desk/things/../other',
  '/r1/FH/GOV/office/desk/things/%2e%2e/other',
  '/r1/FH/GOV/office/desk/things/%zz',
  '/r1/FH/GOV/off%00ice/desk/things',
  '/r1/FH/GOV/office/desk/things#part',
  `/r1/FH/GOV/office/desk/things/${'x'.repeat(2000)}`,
  '//evil.example/r1/FH/GOV/office/desk/things',
]) {
  test(`the address ${target.slice(0, 50)} is refused`, () => {
    assert.throws(() => read(target), ProtocolFault)
  })
}

test('a request read off the wire and written again is the same request', () => {
  const target = '/r1/FH/GOV/office/s%2Fub/%C3%B6%C3%A4%C3%A5/path%3B/?q=1'
  const more = {
    'x-road-id': 'm1',
    'x-road-userid': 'FH-1',
    'x-road-issue': 'c1',
    'x-road-represented-party': 'GOV/tax%20office',
  }
  assert.deepEqual(writeRequest(read(target, more)), { method: 'GET', target, headers: { ...headers, ...more } })
})

test('a path is filled part by part, so a value cannot add a part', () => {
  assert.equal(fillPath('/persons/{nationalId}/household', { nationalId: 'FH/../1' }), '/persons/FH%2F..%2F1/household')
  assert.throws(() => fillPath('/persons/{nationalId}', {}), ProtocolFault)
})

test('only the kind of a fault is kept, never words that may name people', () => {
  assert.equal(readFault('Server.ServerProxy.NetworkError'), 'server.serverproxy.networkerror')
  assert.equal(readFault('no person FH-840312-1047 here'), 'unknown')
  assert.equal(readFault(undefined), undefined)
})
