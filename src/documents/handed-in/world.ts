import type { World } from '#platform'
import type { Scanner } from '../adapters/scanner.ts'

/** What keeping files leans on besides the platform. */
export type FilesWorld = World & { readonly scanner: Scanner }
