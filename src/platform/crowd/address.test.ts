import assert from 'node:assert/strict'
import { test } from 'node:test'
import { addressOf, networkOf, readProxies } from './address.ts'

const proxies = readProxies('10.0.0.0/8, ::1 192.0.2.7')

test('nobody is believed about whom they speak for, except the proxies we name', () => {
  assert.equal(addressOf('203.0.113.9', '198.51.100.1', proxies), '203.0.113.9')
  assert.equal(addressOf('10.1.2.3', '198.51.100.1', proxies), '198.51.100.1')
})

test('what a stranger wrote further left is not read: the last one whom a trusted proxy saw counts', () => {
  assert.equal(addressOf('10.1.2.3', '127.0.0.1, 203.0.113.9', proxies), '203.0.113.9')
  assert.equal(addressOf('10.1.2.3', '198.51.100.1, 192.0.2.7', proxies), '198.51.100.1')
  assert.equal(addressOf('10.1.2.3', 'unknown', proxies), '10.1.2.3')
})

test('this machine itself is nobody, so that a proxy beside us does not share one limit among all', () => {
  for (const peer of ['127.0.0.1', '::1', '::ffff:127.0.0.1']) assert.equal(addressOf(peer, undefined, proxies), undefined)
})

test('of IPv6 the network of one household counts, however it is written', () => {
  const networks = ['2001:db8:1:2::7', '2001:0DB8:0001:0002:ffff::1', '2001:db8:1:2:3:4:5:6'].map(networkOf)
  assert.deepEqual(new Set(networks), new Set(['2001:db8:1:2::/64']))
  assert.notEqual(networkOf('2001:db8:1:3::7'), networks[0])
  assert.equal(networkOf('::1'), '0:0:0:0::/64')
  assert.equal(networkOf('203.0.113.9'), '203.0.113.9')
})

test('a list with what is no address is refused', () => {
  for (const list of ['proxy.example', '10.0.0.0/33', '10.0.0', '::1/129', '10.0.0.0/-1'])
    assert.throws(() => readProxies(list), /is no address or network/, list)
})
