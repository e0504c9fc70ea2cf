import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readAssets } from './assets.ts'

const { files, stylesheet, scripts, fonts, icon, colour } = readAssets()
const textAt = (address: string) => String(files.get(address.replace('/assets/', ''))?.body)

test('every address that a page or its style sheet names is on the shelf', () => {
  const css = textAt(stylesheet)
  const named = [...css.matchAll(/url\(([^)]*)\)/g)].map(match => match[1]!)
  for (const address of [...named, stylesheet, icon, scripts.enhanced, scripts.start, fonts.latin, fonts.arabic]) {
    assert.ok(files.has(address.replace('/assets/', '')), address)
  }
})

test('the script that starts the components fetches them under their own name on the shelf', () => {
  const fetched = /from '([^']*)'/.exec(textAt(scripts.start))![1]!
  assert.match(textAt(fetched), /initAll/)
})

test('nothing of GOV.UK’s own brand is served: no typeface, no crest, no crown', () => {
  assert.doesNotMatch(textAt(stylesheet), /GDS Transport|crest|crown\.|light-94a07e06a1/)
})

test('left and right are start and end throughout', () => {
  assert.doesNotMatch(textAt(stylesheet), /(margin|padding)-(left|right):|float:(left|right)|text-align:(left|right)/)
})

test('the mark is drawn in the one accent colour', () => {
  assert.ok(textAt(icon).includes(colour))
})
