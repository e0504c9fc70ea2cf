import assert from 'node:assert/strict'
import test from 'node:test'
import { loadCatalogue } from './load-catalogue.ts'
import { relatedServices } from './related-services.ts'
import type { Service } from './service.ts'

const fairhaven = await loadCatalogue(new URL('../../', import.meta.url).pathname)
const benefit = fairhaven.services.get('child-benefit')!
const ids = (services: readonly Service[]) => services.map(({ id }) => id)

test('services of the same life event come before those of the same topic, and a service is not its own neighbour', () => {
  const related = ids(relatedServices(fairhaven, benefit, 100))
  assert.ok(related.includes('childcare-place') && !related.includes('child-benefit'))
  const alone = { ...benefit, lifeEvents: [], topics: [] }
  assert.deepEqual(relatedServices(fairhaven, alone), [])
  const far = { ...benefit, id: 'a-far-one', lifeEvents: [] }
  const withFar = { ...fairhaven, services: new Map([...fairhaven.services, [far.id, far]]) }
  const order = ids(relatedServices(withFar, benefit, 100))
  const isNear = (id: string) => withFar.services.get(id)!.lifeEvents.includes('having-a-child')
  assert.ok(order.indexOf('a-far-one') > Math.max(...order.filter(isNear).map(id => order.indexOf(id))))
})

test('a service that was withdrawn is not offered in the place of another', () => {
  const place = { ...fairhaven.services.get('childcare-place')!, status: 'withdrawn' as const }
  const without = { ...fairhaven, services: new Map([...fairhaven.services, [place.id, place]]) }
  assert.ok(!ids(relatedServices(without, benefit, 100)).includes('childcare-place'))
})
