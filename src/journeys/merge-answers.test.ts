import assert from 'node:assert/strict'
import { test } from 'node:test'
import { answerPage, type PageAnswered } from './answer-page.ts'
import { addEntry, removeEntry } from './change-entries.ts'
import { seenMark } from './merge-answers.ts'
import { entriesAround, stepsOf } from './steps.ts'
import { POPULATION, signedIn, testTown, typed, walker } from './testing/town.ts'

const { world, registers } = await testTown()
registers[POPULATION] = () => ({ status: 404, json: null })

async function at(subject: string, step: string) {
  const her = walker(world, { person: (await signedIn(world, subject)).person })
  const draft = await her.start()
  await her.walkTo(draft, step)
  const of = { personId: her.person, id: draft.id }
  const now = async () => (await her.placeNow(draft)).draft
  const stepNow = async (id = step) => {
    const { definition, draft: saved } = await her.placeNow(draft)
    return {
      step: stepsOf(definition, saved, '2026-11-21').find(one => one.id === id)!,
      steps: stepsOf(definition, saved, '2026-11-21'),
      saved,
    }
  }
  /** Draws the page on one device; what it returns sends it. */
  const drawn = async (id = step) => {
    const { step: shown, saved } = await stepNow(id)
    const seen = seenMark(shown, saved)
    return (change: object): Promise<PageAnswered> =>
      answerPage(world, of, { step: id, raw: { ...typed, ...change }, seen, language: 'en' })
  }
  return { ...her, draft, of, now, stepNow, drawn, step }
}

test('a journey begun on one device goes on at the same place on another', async () => {
  const her = await at('two-devices', 'childcare-place.place')
  const elsewhere = walker(world, { person: her.person })
  const { place, draft } = await elsewhere.placeNow(her.draft)
  assert.ok(place.at === 'page' && place.step.id === 'childcare-place.place')
  assert.deepEqual(draft.answers, (await her.now()).answers)
})

test('two devices that change different answers of one page lose neither', async () => {
  const her = await at('merges', 'childcare-place.place')
  await (await her.drawn())({})
  const [phone, laptop] = [await her.drawn(), await her.drawn()]
  assert.equal((await phone({ 'childcare.daysPerWeek': '2' })).result, 'saved')
  assert.equal((await laptop({ 'childcare.kind': ['childminder'] })).result, 'saved')
  const { childcare } = (await her.now()).answers as { childcare: { daysPerWeek: number; kind: string[] } }
  assert.deepEqual([childcare.daysPerWeek, childcare.kind], [2, ['childminder']])
})

test('two devices that change the same answer leave it to the person, and nothing is saved until they choose', async () => {
  const her = await at('conflict', 'childcare-place.place')
  await (await her.drawn())({})
  const [phone, laptop] = [await her.drawn(), await her.drawn()]
  await phone({ 'childcare.daysPerWeek': '2', 'childcare.kind': ['childminder'] })
  const before = await her.now()
  const answered = await laptop({ 'childcare.daysPerWeek': '3' })
  assert.ok(answered.result === 'conflict')
  assert.deepEqual(answered.merge, { kept: ['childcare.kind'], contested: ['childcare.daysPerWeek'] })
  assert.deepEqual(await her.now(), before)
  const again = await her.drawn()
  assert.equal((await again({ 'childcare.daysPerWeek': '3' })).result, 'saved')
})

test('the same answer given twice is no conflict, whatever the order of its parts in the database', async () => {
  const her = await at('same-twice', 'register-birth.you')
  const [phone, laptop] = [await her.drawn(), await her.drawn()]
  assert.equal((await phone({})).result, 'saved')
  const { residence } = ((await her.now()).answers as { applicant: { residence: Record<string, string> } }).applicant
  assert.equal(residence.line1, '4 Quay Lane')
  assert.equal(
    (await laptop({ 'applicant.residence': { postcode: 'FH1 2AB', town: 'Fairhaven', line1: '4 Quay Lane' } })).result,
    'saved',
  )
})

test('an entry is added once however often the button is pressed, up to the most there may be', async () => {
  const her = await at('adds', 'register-birth.child:1')
  await (await her.drawn())({})
  assert.equal(await addEntry(world, her.of, 'register-birth.child:1'), 'register-birth.child:2')
  assert.equal(await addEntry(world, her.of, 'register-birth.child:1'), 'register-birth.child:2')
  assert.equal(((await her.now()).answers.children as unknown[]).length, 2)
  for (let child = 2; child <= 12; child++) await addEntry(world, her.of, `register-birth.child:${child}`)
  assert.equal(((await her.now()).answers.children as unknown[]).length, 12)
  const { step, steps, saved } = await her.stepNow('register-birth.child:12')
  assert.deepEqual(entriesAround(step, steps, saved), { count: 12, mayAdd: false, mayRemove: true })
})

test('taking one entry out leaves what was said about the others', async () => {
  const her = await at('removes', 'register-birth.child:1')
  for (const [number, name] of ['Ama', 'Efua', 'Kojo'].entries()) {
    if (number > 0) await addEntry(world, her.of, `register-birth.child:${number}`)
    await (await her.drawn(`register-birth.child:${number + 1}`))({ 'child.givenNames': name })
  }
  const names = async () => ((await her.now()).answers.children as { givenNames: string }[]).map(child => child.givenNames)
  assert.deepEqual(await names(), ['Ama', 'Efua', 'Kojo'])
  const { step, saved } = await her.stepNow('register-birth.child:2')
  const seen = seenMark(step, saved)
  assert.equal(await removeEntry(world, her.of, { step: step.id, seen }), true)
  assert.equal(await removeEntry(world, her.of, { step: step.id, seen }), false, 'pressed twice, only one goes')
  assert.deepEqual(await names(), ['Ama', 'Kojo'])
})

test('the last entry that must be there, and one a register told, cannot be taken out', async () => {
  const her = await at('keeps', 'register-birth.child:1')
  await (await her.drawn())({})
  await assert.rejects(removeEntry(world, her.of, { step: 'register-birth.child:1', seen: '' }), { status: 404 })
  await assert.rejects(removeEntry(world, her.of, { step: 'register-birth.child:99', seen: '' }), { status: 404 })
  await assert.rejects(removeEntry(world, her.of, { step: 'childcare-place.place', seen: '' }), { status: 404 })
  await assert.rejects(addEntry(world, her.of, 'register-birth.child:0'), { status: 404 })
})

test('entries are added where an entry begins, not again on its later pages', async () => {
  const her = await at('begins', 'register-birth.other-parent:1')
  const { step, steps, saved } = await her.stepNow()
  assert.equal(entriesAround(step, steps, saved).mayAdd, false)
})
