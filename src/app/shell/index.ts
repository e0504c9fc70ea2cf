export { type PageAssets, readAssets } from './assets.ts'
export { Mark, markFile } from './mark.tsx'
export { shellOf } from './shell.tsx'
export { type Viewer, viewerOf } from './viewer.ts'
