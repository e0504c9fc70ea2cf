import { record, type Tx } from '#platform'
import { foundationDigest, type LeanedOn, type NewVersion } from './new-version.ts'
import { insertFoundation, insertReleases, insertVersions } from './store.ts'

interface Writing {
  readonly files: LeanedOn
  /** Whole percent of new starts. */
  readonly share: number
  readonly by: string
}

/** Keeps versions for good, and releases them. */
export async function writeVersions(tx: Tx, versions: readonly NewVersion[], { files, share, by }: Writing): Promise<void> {
  if (versions.length === 0) return
  const { agencies, facts, registers } = files
  const foundation = foundationDigest(files)
  await insertFoundation(tx, foundation, { agencies: agencies.text, facts: facts.text, registers: registers.text })
  await insertVersions(
    tx,
    versions.map(({ service, source, fingerprint }) => ({
      ...{ service: service.id, version: service.version, file: source.name, source: source.text },
      ...{ foundation, fingerprint, identity: service.identity, publishedAt: tx.now(), publishedBy: by },
    })),
  )
  await insertReleases(
    tx,
    versions.map(({ service: { id, version } }) => ({ service: id, version, share })),
    by,
  )
  await record(tx, ...versions.flatMap(({ service }) => told(service, share, by)))
}

function told({ id, version, owner }: NewVersion['service'], share: number, by: string) {
  const facts = { service: id, version, agency: owner }
  return [
    { kind: 'service.published', about: id, by, facts },
    { kind: 'service.released', about: id, by, facts: { ...facts, share } },
  ] as const
}
