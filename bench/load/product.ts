import { join } from 'node:path'
import { openSurroundings, serve } from '../../dev/visitor/surroundings.ts'
import type { Address } from './people.ts'

export interface Product extends Address {
  readonly databaseOwnerUrl: string
  stop(): Promise<void>
}

export const GOVERNMENT = join(import.meta.dirname, '../government')

// Everybody who comes is somebody else, and hundreds come in a second.
const PEOPLE = 60_000

/** Brings up the product as an operator would, with the measuring government or another, and nobody seeded. @param more settings */
export async function startProduct(servicesDir = GOVERNMENT, more: Readonly<Record<string, string>> = {}): Promise<Product> {
  const surroundings = await openSurroundings({ registers: false, people: PEOPLE })
  const product = await serve(surroundings, { SERVICES_DIR: servicesDir, ...more })
  return {
    ...surroundings,
    async stop() {
      await product.kill('SIGTERM')
      await surroundings.stop()
    },
  }
}
