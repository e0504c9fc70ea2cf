import type { Draft, DraftId } from './draft.ts'

/**
 * Drafts as this program saw them last: saved here, or read for a page. A page is drawn from one only when its browser was sent on to it by the
 * very save; a change may begin with one, because its save finds out what happened elsewhere, and then begins again with what is there.
 */
export interface DraftsAtHand {
  /** Read, or with `isSaved` saved, just now. */
  keep(draft: Draft, isSaved?: boolean): void
  /** What was saved within two seconds and not shown since, only to whom it belongs: as if it had been asked for just then. */
  justSaved(personId: string, id: DraftId): Draft | undefined
  /** It was shown: what is asked for again is read anew. */
  shown(id: DraftId): void
  /** As it was seen last, within a minute; only to whom it belongs. */
  lastSeen(personId: string, id: DraftId): Draft | undefined
}

interface Seen {
  readonly draft: Draft
  /** By `performance.now()`. */
  readonly at: number
  isToBeShown: boolean
}

const MOMENT_MS = 2_000
const MINUTE_MS = 60_000
// A draft takes some four thousand bytes.
const DRAFTS_MOST = 4_000

export function openDraftsAtHand(): DraftsAtHand {
  const seenById = new Map<DraftId, Seen>()
  const within = (ms: number, personId: string, id: DraftId) => {
    const seen = seenById.get(id)
    return seen?.draft.personId === personId && performance.now() - seen.at < ms ? seen : undefined
  }
  return {
    keep(draft, isSaved = false) {
      for (const [id, { at }] of seenById) {
        if (seenById.size < DRAFTS_MOST && performance.now() - at < MINUTE_MS) break
        seenById.delete(id)
      }
      seenById.delete(draft.id)
      seenById.set(draft.id, { draft, at: performance.now(), isToBeShown: isSaved })
    },
    justSaved(personId, id) {
      const seen = within(MOMENT_MS, personId, id)
      return seen?.isToBeShown ? seen.draft : undefined
    },
    shown(id) {
      const seen = seenById.get(id)
      if (seen) seen.isToBeShown = false
    },
    lastSeen: (personId, id) => within(MINUTE_MS, personId, id)?.draft,
  }
}
