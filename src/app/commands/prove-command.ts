import { isId, openDatabase, proveEntries } from '#platform'
import { refuse } from './refuse.ts'

/** `log prove ID`: prints what a person can keep, one JSON object a line. @returns the exit code */
export async function proveCommand([id, ...more]: readonly string[], database: string): Promise<number> {
  const isNumber = /^\d{1,15}$/.test(id ?? '')
  if (!id || more.length > 0 || !(isNumber || isId(id)))
    return refuse('Name one entry: its number, or the id of what it is about.')
  const db = openDatabase(database, { size: 1 })
  try {
    const proofs = await proveEntries({ db }, isNumber ? { seq: Number(id) } : { about: id })
    for (const proof of proofs) console.log(JSON.stringify(proof))
    return proofs.length > 0 ? 0 : refuse('There is no sealed entry with that number, or about that id.')
  } finally {
    await db.close()
  }
}
