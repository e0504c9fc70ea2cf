export { changeDataKey, withKeyRing } from './changing-keys.ts'
export { testWorld } from './world.ts'
