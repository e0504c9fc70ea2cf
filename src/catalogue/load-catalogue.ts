import type { Catalogue } from './catalogue.ts'

/** Reads, checks and compiles a government's folder. @throws {CatalogueFaults} with everything that is wrong, all at once */
export async function loadCatalogue(_dir: string): Promise<Catalogue> {
  throw new Error('being built')
}
