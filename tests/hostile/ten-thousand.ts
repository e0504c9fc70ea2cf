import { test } from 'node:test'
import { manySessions } from './many-sessions.ts'
import { openSite } from './town.ts'

const site = await openSite()

test('ten thousand people asking at once each get their own pages', async () => {
  console.log(`sessions ${JSON.stringify(await manySessions(site, 10_000))}`)
})
