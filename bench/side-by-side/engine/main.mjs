// Serves one form with the engine that journeys are measured beside, with all it keeps in memory: no database, no cache server, nothing to sign in to.
// node main.mjs PORT DEFINITION.json
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

const [port, file] = process.argv.slice(2)
const nowhere = 'http://127.0.0.1:9'
const unused = 'unused'
Object.assign(process.env, {
  NODE_ENV: 'production',
  PORT: port,
  LOG_ENABLED: 'false',
  SESSION_COOKIE_PASSWORD: 'a password that nobody has to remember',
  FEEDBACK_LINK: 'mailto:nobody@example.org',
  SERVICE_VERSION: '1',
  ...{ REDIS_HOST: unused, REDIS_USERNAME: unused, REDIS_PASSWORD: unused, REDIS_KEY_PREFIX: unused },
  ...{ MANAGER_URL: nowhere, DESIGNER_URL: nowhere, SUBMISSION_URL: nowhere, UPLOADER_URL: nowhere },
  ...{ NOTIFY_TEMPLATE_ID: unused, NOTIFY_API_KEY: unused },
})

const engine = name => import(join(import.meta.dirname, 'node_modules/@defra/forms-engine-plugin/.server', name, 'index.js'))
const { config } = await engine('config')
// Sessions in memory instead of Redis: it spares the engine a trip for each request.
config.set('isTest', true)
const { createServer } = await engine('server')

const definition = JSON.parse(readFileSync(file, 'utf8'))
const once = { createdAt: new Date(), updatedAt: new Date() }
const server = await createServer({
  services: {
    formsService: {
      getFormMetadata: async slug => ({ id: slug, slug, title: slug, notificationEmail: 'x@example.org', live: once, ...once }),
      getFormDefinition: async () => definition,
    },
    formSubmissionService: {
      persistFiles: async () => ({}),
      submit: async () => ({ message: 'taken', result: { files: { main: '', repeaters: {} } } }),
    },
    outputService: { submit: async () => {} },
  },
})
await server.start()
console.log(`http://127.0.0.1:${port} is ready`)
process.on('SIGTERM', () => process.exit(0))
