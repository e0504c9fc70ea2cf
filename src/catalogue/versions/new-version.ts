import type { FileFault } from '../faults.ts'
import type { CatalogueFiles } from '../load/check-catalogue.ts'
import type { SourceFile } from '../load/source-file.ts'
import type { Service } from '../service.ts'
import { fingerprintOf, sha256 } from './fingerprint.ts'

/** The files that every service leans on. */
export type LeanedOn = Pick<CatalogueFiles, 'agencies' | 'facts' | 'registers'>

/** What the versions that lean on these files are known by. */
export function foundationDigest({ agencies, facts, registers }: LeanedOn): string {
  return sha256([agencies, facts, registers].map(({ text }) => sha256(text)).join('\n'))
}

/** One version about to be published. */
export interface NewVersion {
  readonly service: Service
  readonly source: SourceFile
  readonly fingerprint: string
}

export function newVersion(service: Service, source: SourceFile, files: LeanedOn): NewVersion {
  return {
    ...{ service, source },
    fingerprint: fingerprintOf(service, {
      service: source.value,
      facts: files.facts.value,
      registers: files.registers.value,
    }),
  }
}

/** What was published never changes; a change is a version of its own. */
export function changedSince({ service, source }: Pick<NewVersion, 'service' | 'source'>, latest: number): FileFault {
  return {
    ...{ severity: 'fault', file: source.name, ...source.place(['version']) },
    message: `Version ${service.version} of “${service.id}” was published before, and says something else: in this file, or in the facts and registers it uses.`,
    hint: `Write version: ${latest + 1}, or take the change back.`,
  }
}
