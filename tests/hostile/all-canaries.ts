import { test } from 'node:test'
import { openLog } from '#platform'
import { canariesOf, letFly, sightings } from './canaries.ts'
import { openSite } from './town.ts'

/** Run by `npm run conformance -- canaries`, which reads the last line: two identifiers each of 5,000 people, or of as many as CANARY_PEOPLE says. */
const PEOPLE = Number(process.env.CANARY_PEOPLE ?? 5_000)
const MARK = 'CANARYZQXV'
const log: string[] = []
const site = await openSite({ log: openLog('info', { write: line => log.push(line) }) })

test('ten thousand canaries', { timeout: 3_600_000 }, async () => {
  const wire = await letFly(site, canariesOf(PEOPLE, MARK))
  const { rows } = await site.world.db.pool.query('select count(distinct value_index)::int as kept from vault.entry')
  const seen = await sightings(site, MARK, { log, wire })
  console.log(`canaries ${JSON.stringify({ kept: rows[0].kept, wanted: PEOPLE * 2, pages: wire.length / 3, seen })}`)
})
