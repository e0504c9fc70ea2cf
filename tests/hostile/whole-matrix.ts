import { test } from 'node:test'
import { gather } from './intruders.ts'
import { type Tried, tryWithOurChecks, tryWithoutOurChecks } from './matrix.ts'
import { openSite } from './town.ts'

/** Run by `npm run conformance -- isolation`, which reads the last line: every door, owner and intruder, with our checks and without. */
const site = await openSite()

test('the whole matrix', async () => {
  const trying = await gather(site, { owners: 27, others: 14 })
  const tried = { withChecks: nothing(), withoutChecks: nothing() }
  await tryWithOurChecks(trying, tried.withChecks)
  await tryWithoutOurChecks(trying, tried.withoutChecks)
  console.log(`isolation ${JSON.stringify(tried)}`)
})

function nothing(): Tried {
  return { attempts: 0, refused: 0, leaks: [] }
}
