import { join } from 'node:path'
import { openSurroundings, serve } from '../../dev/visitor/surroundings.ts'
import type { Address } from './people.ts'

export interface Product extends Address {
  readonly databaseOwnerUrl: string
  stop(): Promise<void>
}

/** Brings up the product as an operator would, with the measuring government and nobody seeded. */
export async function startProduct(): Promise<Product> {
  const surroundings = await openSurroundings({ registers: false })
  const product = await serve(surroundings, { SERVICES_DIR: join(import.meta.dirname, '../government') })
  return {
    ...surroundings,
    async stop() {
      await product.kill('SIGTERM')
      await surroundings.stop()
    },
  }
}
