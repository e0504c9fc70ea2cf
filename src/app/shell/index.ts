export { readAssets } from './assets.ts'
export { shellOf } from './shell.tsx'
