import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { LogKey } from '../log-keys.ts'
import { sealNext } from '../seal.ts'
import { newLogKey } from '../testing/sealed-log.ts'
import { diceOf, smallSealedLog, type Tampering, tamperings, tamperWith } from '../testing/tampering.ts'

test('of 100 things that a superuser did to a sealed log, every one is found', async () => {
  const done = await tamperWith(20_261_122, 100)
  const missed = done.filter(({ report }) => report.findings.length === 0).map(({ deed }) => deed.name)
  assert.deepEqual(missed, [])
})

test('a log that nobody touched is whole, before and after', async () => {
  const log = await smallSealedLog()
  for (let turn = 0; turn < 2; turn++) {
    const { entries, sealed, heads, witnessed, findings, warnings } = await log.verify()
    assert.deepEqual(
      { entries, sealed, heads, witnessed, findings, warnings },
      {
        ...{ entries: 963, sealed: 963, heads: 10, witnessed: 10, findings: [], warnings: [] },
      },
    )
    await log.tamper(tamperings[0]!, diceOf(1))
  }
  await log.close()
})

test('the first finding says what was done, at which entry, and since when', async () => {
  const log = await smallSealedLog()
  const said = new Map<string, string>()
  for (const tampering of tamperings) {
    const { deed, report } = await log.tamper(tampering, diceOf(7))
    const { kind, at, sentence } = report.findings[0]!
    assert.ok(deed.at === undefined || deed.at === at, `${deed.name} at ${deed.at}: ${sentence}`)
    said.set(deed.name, `${kind} ${at}`)
    if (deed.name === 'delete an entry')
      assert.match(
        sentence,
        /^An entry was deleted at position 44\. All 41 entries that were sealed by 2026-11-21T09:01:00.000Z are as they were\. What is wrong now was right when the head of 2026-11-21T09:02:00.000Z was sealed/,
      )
  }
  await log.close()
  assert.deepEqual(Object.fromEntries(said), {
    'edit tx_id': 'entries-inserted 1',
    'edit seq': 'entries-deleted 44',
    'edit at': 'entry-changed 44',
    'edit kind': 'entry-changed 44',
    'edit about': 'entry-changed 44',
    'edit person_id': 'entry-changed 44',
    'edit by': 'entry-changed 44',
    'edit facts': 'entry-changed 44',
    'delete an entry': 'entries-deleted 44',
    'delete a stretch': 'entries-deleted 203',
    'swap two entries': 'entry-changed 299',
    'put an entry in': 'entries-inserted 42',
    'cut the tail off': 'log-shortened 300',
    'put the database back to an earlier head': 'log-shortened 733',
    'put the database back and go on': 'entries-altered 733',
    'write the whole log anew, with its own key': 'entries-altered 42',
    'write the whole log anew, with another key': 'entries-altered 42',
    'replace the key': 'head-forged 256',
    'edit a head': 'head-changed 256',
    'edit one letter of what was signed': 'head-damaged 256',
    'delete heads': 'head-missing 256',
    'change the kept hashes': 'tile-changed 257',
  })
})

test('only the witness can tell that a whole log was written anew under its own key, and without one the report says so', async () => {
  const log = await smallSealedLog()
  const anew = tamperings[15]!
  const seen = await log.tamper(anew, diceOf(7))
  const unseen = await log.tamper(anew, diceOf(7), { witnessed: [] })
  await log.close()
  assert.equal(seen.deed.name, 'write the whole log anew, with its own key')
  assert.deepEqual([seen.report.findings.length > 0, unseen.report.findings], [true, []])
  assert.match(unseen.report.warnings.join(), /No witness was asked: whoever holds the database and the key/)
})

test('a head that no witness holds cannot be taken out unseen either: the next one says what stood before it', async () => {
  const log = await smallSealedLog()
  const removal: Tampering = async user => {
    await user.run(`delete from platform.log_head where size = ${user.heads[3]}`)
    return { name: 'delete one head' }
  }
  const { report } = await log.tamper(removal, diceOf(1), { witnessed: [] })
  await log.close()
  assert.deepEqual(
    report.findings.map(({ kind, at }) => [kind, at]),
    [['head-missing', 259]],
  )
})

test('a new key is trusted once a head bears it beside the old one, and not without', async () => {
  const log = await smallSealedLog()
  const { keys } = log.user.world.sealing
  const both = [newLogKey(), ...keys]
  const goOn =
    (...turns: (readonly LogKey[])[]): Tampering =>
    async user => {
      for (const held of turns) {
        const last = await user.place(user.size)
        await user.run(
          `insert into platform.event (tx_id, seq, at, kind, about, by) select tx_id, seq + 1000000, at, kind, about, by from platform.event where tx_id >= $1::text::xid8 order by seq desc limit 1`,
          [last[0]],
        )
        await sealNext({ ...user.world, sealing: { ...user.world.sealing, keys: held } })
      }
      return { name: 'go on' }
    }
  const rotated = await log.tamper(goOn(both, both.slice(0, 1)), diceOf(1))
  const replaced = await log.tamper(goOn(both.slice(0, 1)), diceOf(1))
  await log.close()
  assert.deepEqual(rotated.report.findings, [])
  assert.equal(rotated.report.sealed, 965)
  assert.deepEqual(
    replaced.report.findings.map(({ kind }) => kind),
    ['head-forged'],
  )
})
