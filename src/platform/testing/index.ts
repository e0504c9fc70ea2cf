export { testWorld } from './world.ts'
