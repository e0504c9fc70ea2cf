import { parseArgs } from 'node:util'
import { dayNumber, isoDay } from './calendar.ts'
import { FIRST_DAY } from './circle.ts'
import { writeCompaniesCsv } from './companies-csv.ts'
import { LEAST_PEOPLE, MOST_PEOPLE } from './live.ts'
import { tellEvents } from './tell-events.ts'
import { writeCountry } from './write-country.ts'

const options = {
  people: { type: 'string' },
  seed: { type: 'string' },
  until: { type: 'string' },
  out: { type: 'string' },
  companies: { type: 'string' },
  tell: { type: 'string' },
  since: { type: 'string' },
} as const
const { values } = parseArgs({ options })
const people = Number(values.people ?? 10_000)
const seed = Number(values.seed ?? 1)
const until = values.until ?? new Date().toISOString().slice(0, 10)
const day = dayNumber(until)
const since = dayNumber(values.since ?? until)

if (!Number.isInteger(people) || people < LEAST_PEOPLE || people > MOST_PEOPLE)
  stop(`Say how many people, ${LEAST_PEOPLE} to ${MOST_PEOPLE}: --people 10000. It was ${values.people}.`)
else if (!Number.isInteger(seed)) stop(`The seed is a whole number: --seed 7. It was ${values.seed}.`)
else if (!/^\d{4}-\d{2}-\d{2}$/.test(until) || Number.isNaN(day) || day < FIRST_DAY || until > '2100-01-01')
  stop(`The last day is written YYYY-MM-DD, from ${isoDay(FIRST_DAY)} to 2100-01-01: --until 2026-11-01. It was ${until}.`)
else if (!(since >= FIRST_DAY && since <= day))
  stop(`The first day told of is written YYYY-MM-DD, not after the last: --since ${until}.`)
else if (values.tell) await tell(values.tell)
else if (!values.out) stop('Say which folder to write to: --out DIR; or which Portico to tell: --tell URL.')
else {
  const started = performance.now()
  const { files, digest } = await writeCountry({ seed, people, until: day }, values.out)
  for (const [name, { lines }] of Object.entries(files))
    console.log(`${name.padEnd(18)}${lines.toLocaleString('en').padStart(12)} lines`)
  if (values.companies)
    console.log(
      `${await writeCompaniesCsv(values.out, values.companies)} companies that stand, as a register takes them in: ${values.companies}`,
    )
  console.log(`Made in ${((performance.now() - started) / 1000).toFixed(1)} s. Digest ${digest}`)
}

async function tell(url: string): Promise<void> {
  try {
    const { kept, known } = await tellEvents({ seed, people, until: day }, { url, since })
    console.log(`Told: ${kept.toLocaleString('en')} events were new, ${known.toLocaleString('en')} known.`)
  } catch (error) {
    stop(`It could not be told: ${(error as Error).message}`)
  }
}

function stop(sentence: string): void {
  console.error(sentence)
  process.exitCode = 2
}
