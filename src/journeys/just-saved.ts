import type { Draft, DraftId } from './draft.ts'

/**
 * Drafts saved a moment ago, for the page their browser is sent on to: it is drawn from what was saved, as if it had been asked for
 * just then. Whoever changes a draft reads it anew, and a save still finds out what happened to it elsewhere.
 */
export interface JustSaved {
  keep(draft: Draft): void
  /** Once, and only to whom it belongs. */
  take(personId: string, id: DraftId): Draft | undefined
}

const MOMENT_MS = 2_000
const DRAFTS_MOST = 1_000

export function openJustSaved(): JustSaved {
  const saved = new Map<DraftId, { readonly draft: Draft; readonly at: number }>()
  return {
    keep(draft) {
      for (const [id, { at }] of saved) {
        if (saved.size < DRAFTS_MOST && performance.now() - at < MOMENT_MS) break
        saved.delete(id)
      }
      saved.delete(draft.id)
      saved.set(draft.id, { draft, at: performance.now() })
    },
    take(personId, id) {
      const kept = saved.get(id)
      if (kept?.draft.personId !== personId) return undefined
      saved.delete(id)
      return performance.now() - kept.at < MOMENT_MS ? kept.draft : undefined
    },
  }
}
