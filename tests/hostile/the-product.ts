import { startProduct } from './product.ts'

/** One running product for all who try it with bad input: a government that has withdrawn one of its services. */
export const product = await startProduct({ withdrawn: ['street-party-permit'] })
