import { parseArgs } from 'node:util'
import { townToday } from '../town/days.ts'
import { findAnybody } from './people.ts'
import { startIdentityProvider } from './server.ts'

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '3001' },
    host: { type: 'string', default: '127.0.0.1' },
    issuer: { type: 'string' },
    'client-id': { type: 'string', default: 'portico' },
    'redirect-uri': { type: 'string', multiple: true, default: ['http://127.0.0.1:3000/sign-in/callback'] },
    'post-logout-redirect-uri': { type: 'string', multiple: true, default: ['http://127.0.0.1:3000/signed-out'] },
    'backchannel-logout-uri': { type: 'string' },
    people: { type: 'string', default: '10000' },
  },
})

const provider = await startIdentityProvider({
  port: Number(values.port),
  host: values.host,
  issuer: values.issuer,
  clientId: values['client-id'],
  // From the environment, so that it does not show in the list of processes.
  clientSecret: process.env.IDENTITY_PROVIDER_CLIENT_SECRET,
  redirectUris: values['redirect-uri'],
  postLogoutRedirectUris: values['post-logout-redirect-uri'],
  backchannelLogoutUri: values['backchannel-logout-uri'],
  findPerson: findAnybody(townToday(), Number(values.people)),
}).catch(stopWithReason)

endWithParent()
process.on('SIGTERM', () => process.exit(0))
console.log(`The development identity provider is ready at ${provider.issuer.origin}`)

/** A process whose parent has ended is given another one. */
function endWithParent(): void {
  const parent = process.ppid
  setInterval(() => process.ppid === parent || process.exit(0), 500).unref()
}

function stopWithReason(reason: NodeJS.ErrnoException): never {
  const taken = `Port ${values.port} is taken. Stop what uses it, or choose another with --port.`
  console.error(reason.code === 'EADDRINUSE' ? taken : reason.message)
  process.exit(1)
}
