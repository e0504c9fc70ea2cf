import assert from 'node:assert/strict'
import { type ChildProcess, spawn } from 'node:child_process'
import { cpSync, globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { after, test } from 'node:test'
import { fileURLToPath } from 'node:url'

const root = mkdtempSync(join(tmpdir(), 'portico-launcher-'))
const project = join(dirname(fileURLToPath(import.meta.url)), '..')
after(() => rmSync(root, { recursive: true, force: true }))

// A stand-in for the program, in a project of its own, that shows what reaches it.
mkdirSync(join(root, 'bin'))
mkdirSync(join(root, 'src', 'app'), { recursive: true })
for (const file of ['package.json', 'bin/portico.mjs', 'bin/typescript.mjs']) cpSync(join(project, file), join(root, file))
symlinkSync(join(project, 'node_modules'), join(root, 'node_modules'))
writeFileSync(
  join(root, 'src/app/page.tsx'),
  `import { render } from 'preact-render-to-string'\nexport const page = (): string => render(<p>Bonjour</p>)`,
)
writeFileSync(
  join(root, 'src/app/command-line.ts'),
  `import { page } from './page.tsx'
   process.on('SIGTERM', () => process.exit(8)).on('SIGINT', () => process.exit(7))
   console.log(JSON.stringify({ pid: process.pid, args: process.argv.slice(2), page: page() }))
   if (process.argv[2] === 'stay') setTimeout(() => {}, 20_000)
   else process.exitCode = Number(process.argv[3])`,
)

const OLD = `data:text/javascript,Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '20.19.0' } })`
const ways = { 'on this Node': [], 'on the packaged Node': ['--import', OLD] }

for (const [way, flags] of Object.entries(ways)) {
  test(`${way}, arguments go in and the exit code comes out, from any folder`, async () => {
    const { said, code } = await run(flags, ['with spaces', '3'])
    assert.deepEqual(said.args, ['with spaces', '3'])
    assert.equal(said.page, '<p>Bonjour</p>')
    assert.equal(await code, 3)
  })

  test(`${way}, Ctrl-C and a request to end reach the program, and its answer comes back`, async () => {
    for (const [signal, expected] of [
      ['SIGINT', 7],
      ['SIGTERM', 8],
    ] as const) {
      const { launcher, code } = await run(flags, ['stay'])
      launcher.kill(signal)
      assert.equal(await code, expected)
    }
  })

  test(`${way}, the program does not outlive a killed launcher`, async () => {
    const { launcher, said } = await run(flags, ['stay'])
    launcher.kill('SIGKILL')
    for (const end = Date.now() + 10_000; isAlive(said.pid); await new Promise(resolve => setTimeout(resolve, 20)))
      assert.ok(Date.now() < end, 'still running')
  })
}

test('pages that were compiled are taken from where they are kept, as long as they say the same, and where nothing can be kept they are compiled', async () => {
  const folder = join(root, 'kept')
  const page = async (kept: string) => {
    const { said, code } = await run([], ['once', '0'], { NODE_COMPILE_CACHE: kept })
    await code
    return said.page
  }
  const kept = () => globSync('**/pages-*.json', { cwd: folder }).map(name => join(folder, name))
  assert.equal(await page(folder), '<p>Bonjour</p>')
  assert.equal(kept().length, 1)
  writeFileSync(kept()[0]!, readFileSync(kept()[0]!, 'utf8').replace('Bonjour', 'Kept'))
  assert.equal(await page(folder), '<p>Kept</p>')
  writeFileSync(kept()[0]!, 'torn')
  assert.equal(await page(folder), '<p>Bonjour</p>')
  const source = join(root, 'src/app/page.tsx')
  writeFileSync(source, readFileSync(source, 'utf8').replace('Bonjour', 'Salut'))
  assert.equal(await page(folder), '<p>Salut</p>')
  assert.equal(kept().length, 1)
  assert.equal(await page(join(source, 'no-folder')), '<p>Salut</p>')
})

test('without a Node that is new enough, it says what to do', async () => {
  rmSync(join(root, 'node_modules'))
  const launcher = start(['--import', OLD], [])
  let words = ''
  launcher.stderr!.setEncoding('utf8').on('data', piece => {
    words += piece
  })
  assert.equal(await codeOf(launcher), 1)
  assert.match(words, /^Portico needs Node 24 or newer; .*run "npm ci".*\n$/)
})

function start(flags: string[], args: string[], env: Record<string, string> = {}): ChildProcess {
  return spawn(process.execPath, [...flags, join(root, 'bin/portico.mjs'), ...args], {
    cwd: '/',
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
}

async function run(flags: string[], args: string[], env?: Record<string, string>) {
  const launcher = start(flags, args, env)
  const code = codeOf(launcher)
  let said = ''
  for await (const piece of launcher.stdout!.setEncoding('utf8')) {
    said += piece
    if (said.endsWith('\n')) break
  }
  return { launcher, code, said: JSON.parse(said) as { pid: number; args: string[]; page: string } }
}

function codeOf(launcher: ChildProcess): Promise<number | null> {
  return new Promise(resolve => launcher.once('exit', resolve))
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}
