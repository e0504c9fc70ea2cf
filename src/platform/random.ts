import { randomFillSync } from 'node:crypto'

const pool = Buffer.alloc(4_096)
let used = pool.length

/** So many random bytes, fit for secrets. They are drawn by the pool, for drawing costs the same for few as for many; none is given twice. */
export function randomPart(bytes: number): Buffer {
  if (used + bytes > pool.length) {
    randomFillSync(pool)
    used = 0
  }
  const part = Buffer.from(pool.subarray(used, used + bytes))
  // What was given away is not left lying.
  pool.fill(0, used, used + bytes)
  used += bytes
  return part
}
