import type { Adapter, AdapterPayload } from 'oidc-provider'

/** Keeps the provider's sessions, codes and grants in memory, at most `limit` of each kind: the oldest go first. */
export function boundedStore(limit: number): () => Adapter {
  return () => {
    const kept = new Map<string, AdapterPayload>()
    const idOfUid = new Map<string, string>()

    const forget = (id: string) => {
      const uid = kept.get(id)?.uid
      if (uid && idOfUid.get(uid) === id) idOfUid.delete(uid)
      kept.delete(id)
    }

    const forgetOldest = () => {
      for (const id of kept.keys()) {
        if (kept.size <= limit) return
        forget(id)
      }
    }

    return {
      async upsert(id, payload) {
        forget(id)
        kept.set(id, payload)
        if (payload.uid) idOfUid.set(payload.uid, id)
        forgetOldest()
      },
      // The provider itself refuses what has expired.
      find: async id => kept.get(id),
      findByUid: async uid => kept.get(idOfUid.get(uid) ?? ''),
      findByUserCode: async () => undefined,
      async consume(id) {
        const payload = kept.get(id)
        if (payload) payload.consumed = Math.floor(Date.now() / 1000)
      },
      destroy: async id => forget(id),
      async revokeByGrantId(grantId) {
        for (const [id, payload] of kept) if (payload.grantId === grantId) forget(id)
      },
    }
  }
}
