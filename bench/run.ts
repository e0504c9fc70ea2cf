import { parseArgs } from 'node:util'
import { bigDefinition } from './big-definition.ts'
import { bigGroup } from './big-group.ts'
import { consumers } from './consumers.ts'
import { country } from './country.ts'
import { decision } from './decision.ts'
import { exchange } from './exchange.ts'
import { journeys } from './journeys.ts'
import { load } from './load.ts'
import { logVerify } from './log-verify.ts'
import { type Measure, machine, rounded } from './measure.ts'
import { notYours } from './not-yours.ts'
import { offers } from './offers.ts'
import { overload } from './overload.ts'
import { pages } from './pages.ts'
import { registerImport } from './register-import.ts'
import { rotation } from './rotation.ts'
import { sessions } from './sessions.ts'
import { sideBySide } from './side-by-side.ts'
import { submissions } from './submissions.ts'

/** Every measure there is, by name. */
const measures: Readonly<Record<string, Measure>> = {
  pages,
  load,
  decision,
  'big-definition': bigDefinition,
  'big-group': bigGroup,
  journeys,
  submissions,
  consumers,
  exchange,
  'log-verify': logVerify,
  rotation,
  country,
  'register-import': registerImport,
  'not-yours': notYours,
  overload,
  offers,
  sessions,
  'side-by-side': sideBySide,
}

const { values } = parseArgs({
  options: { only: { type: 'string' }, entries: { type: 'string' }, people: { type: 'string' }, fields: { type: 'string' } },
})
const wanted = values.only === undefined ? Object.keys(measures) : [values.only]

for (const name of wanted) {
  const measure = measures[name]
  if (!measure) {
    console.error(`There is no measure "${name}"; there are: ${Object.keys(measures).join(', ')}.`)
    process.exitCode = 2
    break
  }
  for await (const figure of measure(values)) console.log(JSON.stringify({ ...figure, value: rounded(figure.value), machine }))
}
