import { compareVersions, type Service, versionOf, walkService } from '#catalogue'
import { as, dayOf, record, transaction } from '#platform'
import type { OpeningWorld } from '../world.ts'
import { pastAnswers } from './past-answers-store.ts'
import { grouped, type Played, type Replayed } from './rehearsal.ts'

/** What a version would change, before anybody gets it. */
export interface Rehearsal {
  /** Requests that people sent, each against the version it was begun under. */
  readonly past: Played
  /** Journeys that no one made, through every page and branch of the live version and of the new one. */
  readonly generated: Played
  /** Whether there is a live version to compare with. */
  readonly isNew: boolean
}

interface Rehearsing {
  readonly draft: Service
  /** How many past requests at most, the latest first. */
  readonly most: number
  /** An officer's id, or `operator`. */
  readonly by: string
}

const NOTHING: Played = { compared: 0, changed: 0, groups: [] }

/** Plays past requests and generated journeys through a version that is not live, and says who would see, get or wait for something else. */
export async function rehearseVersion(outside: OpeningWorld, { draft, most, by }: Rehearsing): Promise<Rehearsal> {
  // Only what the service's own agency holds is played through.
  const world = as(outside, `agency ${draft.owner}`)
  const live = world.catalogue.services.get(draft.id)
  const past = grouped(await replayPast(world, draft, most))
  await transaction(world, tx =>
    record(tx, {
      ...{ kind: 'service.rehearsed', about: draft.id, by },
      facts: { service: draft.id, version: draft.version, agency: draft.owner, compared: past.compared, changed: past.changed },
    }),
  )
  const generated = live ? grouped(replayGenerated(live, draft, dayOf(world.now()))) : NOTHING
  return { past, generated, isNew: live === undefined }
}

async function replayPast(world: OpeningWorld, draft: Service, most: number): Promise<Replayed[]> {
  const replayed: Replayed[] = []
  for await (const { reference, version, receivedAt, answers } of pastAnswers(world, draft.id, most)) {
    const before = versionOf(world.catalogue, { service: draft.id, version })
    if (!before) continue
    replayed.push({ label: reference, differences: compareVersions(before, draft, { answers, on: dayOf(receivedAt) }) })
  }
  return replayed
}

function replayGenerated(live: Service, draft: Service, on: string): Replayed[] {
  const answers = [live, draft].flatMap(service => walkService(service, { on }).walks.map(walk => walk.answers))
  const distinct = new Map(answers.map(one => [JSON.stringify(one), one]))
  return [...distinct.values()].map((one, at) => ({
    label: String(at + 1),
    differences: compareVersions(live, draft, { answers: one, on }),
  }))
}
