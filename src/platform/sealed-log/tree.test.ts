import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { consistencyProof, inclusionProof, isConsistent, isIncluded, type ReadNode } from './proof.ts'
import { append, type Edge, fullRoot, type Hash, leafHash, peaksOf, rootAt, rootOf, TILE, type Tile } from './tree.ts'

/** The leaves, and the roots over the first 1 to 8 of them, of the tests of Certificate Transparency. */
const LEAVES = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f']
const ROOTS = [
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
]

const leaf = (at: number) => leafHash(Buffer.from(`entry ${at}`))
const leaves = (count: number) => Array.from({ length: count }, (_, at) => leaf(at))
const nodesOf =
  (all: readonly Hash[]): ReadNode =>
  async (level, index) =>
    fullRoot(all.slice(index * 2 ** level, (index + 1) * 2 ** level))
const rootOver = (all: readonly Hash[]) => rootOf(peaksOf(all))

test('roots are those that Certificate Transparency publishes for the same leaves', () => {
  const hashes = LEAVES.map(hex => leafHash(Buffer.from(hex, 'hex')))
  const roots = hashes.map((_, at) => rootOver(hashes.slice(0, at + 1)).toString('hex'))
  assert.deepEqual(roots, ROOTS)
  assert.equal(rootOf([]).toString('hex'), 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855')
})

test('a tree that grows by one leaf at a time has the root of one built at once, and its tiles never change', () => {
  const edge: Edge = { size: 0, levels: [] }
  const all = leaves(TILE * 3 + 5)
  const tiles: Tile[] = []
  for (const [at, hash] of all.entries()) {
    append(edge, hash, tile => tiles.push(tile))
    if (at % 37 === 0 || at >= TILE * 3) assert.deepEqual(rootAt(edge), rootOver(all.slice(0, at + 1)), `${at + 1} leaves`)
  }
  assert.deepEqual(
    tiles.map(({ level, index }) => [level, index]),
    [
      [0, 0],
      [0, 1],
      [0, 2],
    ],
  )
  for (const { index, root } of tiles) assert.deepEqual(root, fullRoot(all.slice(index * TILE, (index + 1) * TILE)))
})

test('the proof of any leaf in any tree holds, and for no other leaf, position or tree', async () => {
  const all = leaves(300)
  const property = fc.asyncProperty(fc.integer({ min: 1, max: 300 }), fc.nat(299), fc.nat(299), async (size, wanted, other) => {
    const index = wanted % size
    const held = all.slice(0, size)
    const proof = await inclusionProof(nodesOf(held), index, size)
    const claim = { index, size, leaf: all[index]!, root: rootOver(held) }
    assert.ok(isIncluded(claim, proof))
    assert.ok(!isIncluded({ ...claim, leaf: leaf(1000) }, proof))
    assert.ok(!isIncluded({ ...claim, root: leaf(1000) }, proof))
    assert.ok(!isIncluded({ ...claim, index: size + other }, proof))
    if (other % size !== index) assert.ok(!isIncluded({ ...claim, index: other % size }, proof))
    assert.ok(!isIncluded(claim, [...proof, leaf(1)]))
    if (proof.length > 0) assert.ok(!isIncluded(claim, proof.slice(1)))
  })
  await fc.assert(property, { seed: 20_261_122, numRuns: 300 })
})

test('a proof shows that a tree begins with an earlier one, and cannot be had for one that does not', async () => {
  const all = leaves(300)
  const property = fc.asyncProperty(fc.integer({ min: 1, max: 300 }), fc.nat(300), async (size, wanted) => {
    const old = wanted % (size + 1)
    const now = { size, root: rootOver(all.slice(0, size)) }
    const before = { size: old, root: rootOver(all.slice(0, old)) }
    const proof = await consistencyProof(nodesOf(all.slice(0, size)), old, size)
    assert.ok(isConsistent(before, now, proof))
    if (old === 0) return
    assert.ok(!isConsistent({ ...before, root: leaf(1000) }, now, proof))
    if (old < size) assert.ok(!isConsistent(before, { ...now, root: leaf(1000) }, proof))
    const forged = all.with(old - 1, leaf(1000)).slice(0, size)
    const forgedProof = await consistencyProof(nodesOf(forged), old, size)
    assert.ok(!isConsistent(before, { size, root: rootOver(forged) }, forgedProof))
  })
  await fc.assert(property, { seed: 20_261_122, numRuns: 300 })
})
