// Runs this program's TypeScript as it stands: Node takes the types away by itself, and pages (.tsx) are compiled here, all at once, when the first is asked for.
import { globSync } from 'node:fs'
import { registerHooks } from 'node:module'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { buildSync } from 'esbuild'

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)))
let compiled

// What a fault says of its place is the place in the file that was written.
process.setSourceMapsEnabled(true)
registerHooks({
  load(url, context, next) {
    if (!url.endsWith('.tsx')) return next(url, context)
    compiled ??= compilePages()
    const source = compiled.get(fileURLToPath(url))
    // A page that is not one of ours is left to Node, which says why it cannot read it.
    return source === undefined ? next(url, context) : { format: 'module', source, shortCircuit: true }
  },
})

function compilePages() {
  const { outputFiles } = buildSync({
    ...{ absWorkingDir: ROOT, entryPoints: globSync('src/**/*.tsx', { cwd: ROOT }), outbase: ROOT, outdir: ROOT, write: false },
    ...{ format: 'esm', target: 'node24', platform: 'node', sourcemap: 'inline', sourcesContent: false, logLevel: 'silent' },
    // Said here and not left to a file: this program is called from anywhere.
    ...{ jsx: 'automatic', jsxImportSource: 'preact', tsconfigRaw: { compilerOptions: { verbatimModuleSyntax: true } } },
  })
  return new Map(outputFiles.map(({ path, text }) => [path.replace(/\.js$/, '.tsx'), text]))
}
