import assert from 'node:assert/strict'
import { test } from 'node:test'
import { browserName, browserOf } from './browser.ts'

const agents = {
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:145.0) Gecko/20100101 Firefox/145.0': 'Firefox, Windows',
  'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36': 'Chrome, Linux',
  'Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36 Edg/142.0':
    'Edge, Windows',
  'Mozilla/5.0 (Macintosh; Intel Mac OS X 14_5) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Safari/605.1.15':
    'Safari, Mac',
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 CriOS/142.0 Mobile Safari/604.1': 'Chrome, iPhone',
  'Mozilla/5.0 (Linux; Android 15; SM-S921B) AppleWebKit/537.36 SamsungBrowser/27.0 Chrome/125.0 Mobile Safari/537.36':
    'Samsung Internet, Android',
  curl: undefined,
}

test('a person recognises their own browser, and nothing finer is kept of it', () => {
  for (const [agent, name] of Object.entries(agents)) assert.equal(browserName(browserOf(agent)), name, agent)
  assert.equal(browserOf('x'.repeat(10_000)), 'other other')
})
