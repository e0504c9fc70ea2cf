import assert from 'node:assert/strict'
import { test } from 'node:test'
import { newId, newReference, type Visit } from '#platform'
import { render } from '#platform/html'
import type { Message } from './message.ts'
import { MessagePage } from './message-view.tsx'

const catalogue = { government: { name: { en: 'Fairhaven' } }, agencies: new Map() }
const visit = { language: 'en', formToken: 'token' } as unknown as Visit

function drawn(text: string): string {
  const message: Message = {
    ...{ personId: newId(), id: newId(), about: newId(), sender: 'family-agency', service: 'child-benefit' },
    ...{ kind: 'received', language: 'en', subject: { en: 'Received' }, text: { en: text } },
    ...{ deliveredAt: new Date('2026-11-22T08:00:00Z'), readAt: null, archivedAt: null },
  }
  return render(<MessagePage message={message} visit={visit} catalogue={catalogue} />)
}

test('a reference in a letter leads to the request it names, and nothing else becomes a link', () => {
  const reference = newReference()
  assert.ok(drawn(`Your reference is ${reference}.`).includes(`href="/requests/${reference}"`))
  assert.doesNotMatch(drawn('See https://evil.example or 1234-5678-9000-1111.'), /href="(?!\/)/)
  assert.doesNotMatch(drawn('See <a href="https://evil.example">here</a>.'), /<a href/)
})
