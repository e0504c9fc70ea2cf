// Runs this program's TypeScript as it stands: Node takes the types away by itself, and pages (.tsx) are compiled here, all at once, when the first is asked for.
// What was compiled is kept beside the packages where there is leave to write, so that a program that was killed is back sooner. Pages are found there by what they say.
import { createHash } from 'node:crypto'
import { globSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { enableCompileCache, registerHooks } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { buildSync, version } from 'esbuild'

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)))
// A folder that was named (NODE_COMPILE_CACHE) goes before ours.
const { directory } = enableCompileCache(join(ROOT, 'node_modules', '.cache', 'portico'))
let compiled

// What a fault says of its place is the place in the file that was written.
process.setSourceMapsEnabled(true)
registerHooks({
  load(url, context, next) {
    if (!url.endsWith('.tsx')) return next(url, context)
    compiled ??= pages()
    const source = compiled.get(fileURLToPath(url))
    // A page that is not one of ours is left to Node, which says why it cannot read it.
    return source === undefined ? next(url, context) : { format: 'module', source, shortCircuit: true }
  },
})

function pages() {
  const options = {
    ...{
      absWorkingDir: ROOT,
      entryPoints: globSync('src/**/*.tsx', { cwd: ROOT }).sort(),
      outbase: ROOT,
      outdir: ROOT,
      write: false,
    },
    ...{ format: 'esm', target: 'node24', platform: 'node', sourcemap: 'inline', sourcesContent: false, logLevel: 'silent' },
    // Said here and not left to a file: this program is called from anywhere.
    ...{ jsx: 'automatic', jsxImportSource: 'preact', tsconfigRaw: { compilerOptions: { verbatimModuleSyntax: true } } },
  }
  if (directory === undefined) return new Map(compile(options))
  const kept = join(directory, `pages-${contentOf(options)}.json`)
  return new Map(readKept(kept) ?? keep(kept, compile(options)))
}

function compile(options) {
  return buildSync(options).outputFiles.map(({ path, text }) => [path.replace(/\.js$/, '.tsx'), text])
}

/** A name for exactly these pages, by this compiler, with these options. */
function contentOf(options) {
  const hash = createHash('sha256').update(JSON.stringify([version, options]))
  for (const path of options.entryPoints) hash.update(readFileSync(join(ROOT, path))).update('\0')
  return hash.digest('hex').slice(0, 32)
}

function readKept(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'))
  } catch {
    return undefined
  }
}

function keep(path, made) {
  try {
    const fresh = `${path}.${process.pid}`
    writeFileSync(fresh, JSON.stringify(made), { mode: 0o600 })
    renameSync(fresh, path)
    for (const old of globSync('pages-*', { cwd: directory })) if (join(directory, old) !== path) rmSync(join(directory, old))
  } catch {
    // No leave to write: it is compiled again next time.
  }
  return made
}
