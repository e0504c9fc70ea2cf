import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { loadCatalogue } from '#catalogue'

const ROOT = join(import.meta.dirname, '../../..')

/** Fairhaven with one more service, which asks for a lease, perhaps for a photo, for some plans, and for a word beside them. */
export async function catalogueWithEvidence() {
  const folder = await mkdtemp(join(tmpdir(), 'portico-evidence-'))
  const parts = ['agencies.yaml', 'facts.yaml', 'registers.yaml', 'services', 'life-events']
  for (const name of parts) await cp(join(ROOT, name), join(folder, name), { recursive: true })
  await writeFile(join(folder, 'services/evidence.yaml'), SERVICE)
  try {
    return await loadCatalogue(folder)
  } finally {
    await rm(folder, { recursive: true })
  }
}

const SERVICE = `
service: evidence
version: 1
languages: [en]
name: { en: Evidence }
summary: { en: Hand in a lease }
facts:
  flat.lease: { type: file, max-size: 1 MB, accept: [pdf, text], label: { en: Your lease } }
  flat.photo: { type: file, accept: [png, jpeg], optional: true, label: { en: A photo of the door } }
  flat.number: { type: number, min: 1, max: 99, label: { en: Number of the flat } }
  flat.plans:
    type: list
    max-items: 3
    label: { en: Plans }
    item:
      plan: { type: file, label: { en: Plan } }
direction: { owner: municipality, for: person }
design:
  pages:
    - { page: lease, title: { en: Your flat }, facts: [flat.lease, flat.photo, flat.number] }
    - { page: plans, title: { en: Your plans }, facts: [flat.plans] }
development:
  reasons: { an-officer: { en: An officer decides. } }
  decide: { hit: first, rules: [{ then: officer, because: an-officer }] }
delivery:
  channels: [web]
  identity: low
  decide-within: 5 working days
  clock: { pauses-while: [waiting-on-person] }
  messages: { received: { en: Received }, granted: { en: Granted }, refused: { en: Refused } }
`
