import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { test } from 'node:test'

/** The floor each module stands on; calls go down only. */
const FLOORS: Readonly<Record<string, number>> = {
  platform: 0,
  ...{ catalogue: 1, people: 1 },
  ...{ registers: 2, mailbox: 2, payments: 2, documents: 2, appointments: 2, feedback: 2, workforce: 2 },
  cases: 3,
  journeys: 4,
  ...{ performance: 5, privacy: 5 },
  ...{ direction: 6, assistant: 6 },
  app: 7,
}

/** What only one kind of file may do: the rooms of a module. `may` are the files that may match `what`. */
const ROOMS: readonly { readonly what: RegExp; readonly may: RegExp; readonly sentence: string }[] = [
  {
    what: /\bsql`/,
    may: /(^|\/)([a-z-]*store|health-routes)\.ts$|^platform\/|^people\/gates\.ts$/,
    sentence: 'writes SQL, which only a store does',
  },
  { what: /\broutesOf</, may: /(^|[/-])routes\.tsx?$|^platform\//, sentence: 'defines routes, which only routes.ts does' },
  {
    what: /\bprocess\.env\b/,
    may: /^app\/command-line\.ts$|^platform\/postgres\//,
    sentence: 'reads the environment, which only the command line does',
  },
  {
    what: /\bnew Date\(\)|\bDate\.now\(\)/,
    may: /^app\/(world|surroundings)\.ts$|^[a-z]+\/adapters\/|^platform\/postgres\//,
    sentence: 'looks at the clock instead of asking world.now()',
  },
  { what: /\bMath\.random\(/, may: /^$/, sentence: 'rolls dice of its own instead of using the platform’s ids' },
  {
    what: /\bconsole\./,
    may: /^app\/(command-line\.ts|commands\/)|^platform\/postgres\//,
    sentence: 'prints, which only the command line does',
  },
  { what: /\bdangerouslySetInnerHTML\b/, may: /^$/, sentence: 'writes raw HTML, which nothing may' },
  {
    what: /\bfrom '(pg|graphile-worker|fastify|openid-client|pino|prom-client)'/,
    may: /^platform\/|^people\/adapters\//,
    sentence: 'uses a library that stands behind a door of ours',
  },
]

const SRC = import.meta.dirname
const files = globSync('**/*.{ts,tsx}', { cwd: SRC }).filter(
  file => !/\.test\.tsx?$|(^|\/)testing\/|(^|\/)testing\.ts$|^platform\/postgres\/rehearsal\.ts$/.test(file),
)

interface Source {
  readonly file: string
  readonly text: string
}

/** Every way in which one file breaks the house's two tables, as sentences. */
export function trespasses({ file, text }: Source): string[] {
  return [...floorsBroken({ file, text }), ...roomsBroken({ file, text })]
}

function floorsBroken({ file, text }: Source): string[] {
  const own = file.split('/')[0]!
  if (FLOORS[own] === undefined) return [`${file} stands in "${own}", which is no room of the house.`]
  return importsOf(text).flatMap(name => {
    if (name.startsWith('.')) return leavesItsRoom(file, name) ? [`${file} imports ${name} past the door of another module.`] : []
    if (!name.startsWith('#')) return []
    const other = name.slice(1).split('/')[0]!
    if (other === own && own !== 'platform') return [`${file} imports its own door ${name} from inside.`]
    if (other !== own && FLOORS[other]! >= FLOORS[own]!)
      return [`${file} on floor ${FLOORS[own]} imports ${name} on floor ${FLOORS[other]}: calls go down.`]
    return []
  })
}

function leavesItsRoom(file: string, name: string): boolean {
  return relative(SRC, resolve(SRC, dirname(file), name)).split('/')[0] !== file.split('/')[0]
}

function importsOf(text: string): string[] {
  return [...text.matchAll(/(?:from|import)\s*\(?'([^']+)'/g)].map(match => match[1]!)
}

function roomsBroken({ file, text }: Source): string[] {
  const code = text.replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '')
  return ROOMS.filter(({ what, may }) => what.test(code) && !may.test(file)).map(({ sentence }) => `${file} ${sentence}.`)
}

test('every file keeps to its floor and its room', () => {
  assert.deepEqual(
    files.flatMap(file => trespasses({ file, text: readFileSync(join(SRC, file), 'utf8') })),
    [],
  )
})

test('the house notices a call that goes up, a door used from inside, and a wall broken through', () => {
  const broken = [
    { file: 'cases/decide-case.ts', text: "import { startJourney } from '#journeys'" },
    { file: 'people/sign-in.ts', text: "import { loadCatalogue } from '#catalogue'" },
    { file: 'cases/decide-case.ts', text: "import { openCases } from '#cases'" },
    { file: 'cases/decide-case.ts', text: "import { x } from '../journeys/draft.ts'" },
    { file: 'helpers/thing.ts', text: '' },
  ]
  for (const source of broken) assert.equal(trespasses(source).length, 1, source.text)
})

test('the house notices each thing done in the wrong room', () => {
  const file = 'cases/decide-case.ts'
  const wrong = [
    'sql`select 1`',
    'routesOf<World>()',
    'process.env.HOME',
    'new Date()',
    'Math.random()',
    "console.log('x')",
    'dangerouslySetInnerHTML',
    "import pg from 'pg'",
  ]
  for (const text of wrong) assert.equal(trespasses({ file, text }).length, 1, text)
  assert.equal(wrong.length, ROOMS.length)
})
