import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { checkCatalogue } from '../src/catalogue/load/check-catalogue.ts'
import { readSource } from '../src/catalogue/load/source-file.ts'
import { type Figure, quantile } from './measure.ts'

const ROOT = join(import.meta.dirname, '..')
const FILES = 500
const RUNS = 7

/** Reading, checking and compiling 500 service files at once: Fairhaven's own, over and over under other ids. Target: 3 s. */
export async function* load(): AsyncIterable<Figure> {
  const text = (name: string) => readFile(join(ROOT, name), 'utf8')
  const [agencies, facts, registers, lifeEvent] = await Promise.all(
    ['agencies.yaml', 'facts.yaml', 'registers.yaml', 'life-events/having-a-child.yaml'].map(text),
  )
  const names = (await readdir(join(ROOT, 'services'))).filter(name => name.endsWith('.yaml'))
  const texts = await Promise.all(names.map(name => text(`services/${name}`)))
  const services = Array.from({ length: FILES }, (_, at) => renamed(texts[at % texts.length]!, Math.floor(at / texts.length)))
  const times = Array.from({ length: RUNS }, () => {
    const [before, cpu] = [performance.now(), process.cpuUsage()]
    const { faults, catalogue } = checkCatalogue({
      agencies: readSource('agencies.yaml', agencies!),
      facts: readSource('facts.yaml', facts!),
      registers: readSource('registers.yaml', registers!),
      services: services.map(([name, file]) => readSource(name!, file!)),
      lifeEvents: [readSource('life-events/having-a-child.yaml', lifeEvent!)],
    })
    if (faults.length > 0 || catalogue?.services.size !== FILES) throw new Error(`not loaded: ${JSON.stringify(faults[0])}`)
    const { user, system } = process.cpuUsage(cpu)
    return { wall: (performance.now() - before) / 1000, cpu: (user + system) / 1e6 }
  })
  const about = { unit: 's', n: FILES, target: 3 }
  const [wall, cpu] = [times.map(time => time.wall), times.map(time => time.cpu)]
  yield { measure: 'load-first', value: wall[0]!, ...about }
  yield { measure: 'load-p50', value: quantile(wall, 0.5), ...about }
  yield { measure: 'load-p95', value: quantile(wall, 0.95), ...about }
  yield { measure: 'load-cpu', value: quantile(cpu, 0.5), unit: 's of CPU', n: FILES }
}

/** The first of each keeps its id, so that what refers to it still finds it. */
function renamed(text: string, round: number): [string, string] {
  const id = /^service: (\S+)$/m.exec(text)![1]!
  const name = round === 0 ? id : `${id}-${round}`
  return [`services/${name}.yaml`, text.replace(/^service: \S+$/m, `service: ${name}`)]
}
