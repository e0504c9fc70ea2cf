import { makePopulation } from '../town/population.ts'
import { insuranceRegister } from './insurance-register.ts'
import { populationRegister } from './population-register.ts'
import { type SecurityServer, startSecurityServer } from './security-server.ts'
import { taxRegister } from './tax-register.ts'

/** Who may ask Fairhaven's registers. */
const CLIENTS = ['FH/GOV/portico/portico']

interface Settings {
  /** The town's day, `YYYY-MM-DD`. */
  readonly today: string
  /** 0, the default, takes any free port. */
  readonly port?: number
}

/** Starts Fairhaven's registers behind a pretend security server, on this machine alone. */
export function startRegisters({ today, port }: Settings): Promise<SecurityServer> {
  const population = makePopulation({ today })
  return startSecurityServer({
    services: [populationRegister(population, CLIENTS), taxRegister(population, CLIENTS), insuranceRegister(population, CLIENTS)],
    ...(port ? { port } : {}),
  })
}
