import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { testWorld } from '../../testing/world.ts'
import { readHead, writeHead } from '../head.ts'
import { type LogKey, signersOf } from '../log-keys.ts'
import { type SealingWorld, sealNext } from '../seal.ts'
import { headsAfter } from '../store.ts'
import { checkLog, type Evidence } from '../verify/check-log.ts'
import type { Report } from '../verify/finding.ts'
import { openHashers } from '../verify/hashers.ts'
import { logIn } from '../verify/read-log.ts'
import { act, newLogKey, sealing } from './sealed-log.ts'

/** Whole numbers from 0 to below `limit`, the same for the same seed. */
export type Dice = (limit: number) => number

/** A superuser at one small sealed log: whatever they do is looked at, and taken back. */
export interface Superuser {
  readonly size: number
  /** The sizes at which heads were sealed. */
  readonly heads: readonly number[]
  readonly world: SealingWorld
  run(text: string, values?: unknown[]): Promise<unknown>
  /** The place of the entry at a position, counted from 1. */
  place(position: number): Promise<readonly [txId: string, seq: string]>
}

/** What was done, in words, and at which entry if at one. */
export interface Deed {
  readonly name: string
  readonly at?: number
}

export type Tampering = (user: Superuser, dice: Dice) => Promise<Deed>

const SIZES = [1, 40, 215, 3, 256, 120, 7, 90, 201, 30]

/** Seals a log of 963 entries under ten heads, all given to a witness. `tamper` does a deed, verifies, and undoes it. */
export async function smallSealedLog() {
  const { setNow, ...still } = await testWorld()
  const world = sealing(still)
  for (const [turn, count] of SIZES.entries()) {
    setNow(`2026-11-21T09:0${turn}:00Z`)
    await act(world, count)
    // While anything else of this server is open, what came after it is not settled yet.
    while ((await sealNext(world)) === 0) await pause(50)
  }
  const kept = await headsAfter(world, 0, 1000)
  const witnessed = kept.map(({ note }) => note)
  const client = new pg.Client(world.db.pool.options.connectionString!)
  await client.connect()
  const db = { kind: 'transaction', query: client.query.bind(client), as: () => db }
  const inside = { ...world, db } as unknown as SealingWorld
  const user: Superuser = {
    size: kept.at(-1)!.size,
    heads: kept.map(({ size }) => size),
    world: inside,
    run: (text, values) => client.query(text, values),
    async place(position) {
      const { rows } = await client.query(
        `select tx_id::text as tx, seq::text as seq from platform.event e order by e.tx_id, e.seq offset ${position - 1} limit 1`,
      )
      return [rows[0].tx, rows[0].seq]
    },
  }
  const verify = (evidence: Partial<Evidence> = {}): Promise<Report> =>
    checkLog(logIn(client), { witnessed, keys: [], ...evidence }, openHashers(0))
  return {
    verify,
    user,
    async tamper(tampering: Tampering, dice: Dice, evidence?: Partial<Evidence>): Promise<{ deed: Deed; report: Report }> {
      await client.query('begin')
      try {
        for (const table of ['event', 'log_head', 'log_tile'])
          await client.query(`alter table platform.${table} disable trigger user`)
        await client.query('alter table platform.event alter column seq drop identity')
        const deed = await tampering(user, dice)
        return { deed, report: await verify(evidence) }
      } finally {
        await client.query('rollback')
      }
    },
    close: () => client.end(),
  }
}

/** The same numbers for the same seed: mulberry32. */
export function diceOf(seed: number): Dice {
  let state = seed
  return limit => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) % limit
  }
}

const EDITS: Readonly<Record<string, string>> = {
  tx_id: `tx_id = '7'::xid8`,
  seq: 'seq = seq + 1000000',
  at: `at = at + interval '1 microsecond'`,
  kind: `kind = 'case.decided'`,
  about: `about = overlay(about placing 'f0' from 3 for 2) || ' '`,
  person_id: `person_id = case when person_id is null then '00000000-0000-4000-8000-000000000000'::uuid end`,
  by: `by = by || '1'`,
  facts: `facts = facts || '{"version": 1.50}'`,
}
const HERE = 'where tx_id = $1::text::xid8 and seq = $2::bigint'

const pick = (dice: Dice, { size }: Superuser) => 1 + dice(size)

async function resealed(user: Superuser, from: number, world: SealingWorld = user.world): Promise<void> {
  await user.run(`delete from platform.log_head where size > ${from}`)
  await user.run(`delete from platform.log_tile where (index + 1) * 256 ^ (level + 1) > ${from}`)
  while ((await sealNext(world)) > 0) {}
}

async function resigned({ run, world }: Superuser, keys: readonly LogKey[], from: number): Promise<void> {
  for (const { note, size } of await headsAfter(world, from, 1000)) {
    const head = readHead(note)!
    await run('update platform.log_head set note = $2 where size = $1', [size, writeHead(head, signersOf(keys, head.origin))])
  }
}

/** Every way to change what was sealed that we could think of. */
export const tamperings: readonly Tampering[] = [
  ...Object.entries(EDITS).map(
    ([column, edit]): Tampering =>
      async (user, dice) => {
        const at = pick(dice, user)
        await user.run(`update platform.event set ${edit} ${HERE}`, [...(await user.place(at))])
        return { name: `edit ${column}`, ...(column === 'tx_id' || column === 'seq' ? {} : { at }) }
      },
  ),
  async (user, dice) => {
    const at = pick(dice, user)
    await user.run(`delete from platform.event ${HERE}`, [...(await user.place(at))])
    return { name: 'delete an entry', at }
  },
  async (user, dice) => {
    const at = 1 + dice(user.size - 20)
    const [[fromTx, fromSeq], [toTx, toSeq]] = [await user.place(at), await user.place(at + 1 + dice(18))]
    await user.run(
      `delete from platform.event where (tx_id, seq) between ($1::text::xid8, $2::bigint) and ($3::text::xid8, $4::bigint)`,
      [fromTx, fromSeq, toTx, toSeq],
    )
    return { name: 'delete a stretch', at }
  },
  async (user, dice) => {
    const at = 1 + dice(user.size - 1)
    const other = at + 1 + dice(user.size - at)
    const [[tx, seq], [otherTx, otherSeq]] = [await user.place(at), await user.place(other)]
    await user.run(`update platform.event set tx_id = '1'::xid8, seq = -1 ${HERE}`, [tx, seq])
    await user.run(`update platform.event set tx_id = $3::text::xid8, seq = $4::bigint ${HERE}`, [otherTx, otherSeq, tx, seq])
    await user.run(`update platform.event set tx_id = $1::text::xid8, seq = $2::bigint where seq = -1`, [otherTx, otherSeq])
    return { name: 'swap two entries', at }
  },
  async (user, dice) => {
    const at = pick(dice, user)
    await user.run(
      `insert into platform.event (tx_id, seq, at, kind, about, by) select tx_id, seq - 1000000, at, kind, about, 'somebody' from platform.event ${HERE}`,
      [...(await user.place(at))],
    )
    return { name: 'put an entry in' }
  },
  async (user, dice) => {
    const from = dice(user.size - 1)
    await user.run(`delete from platform.event where (tx_id, seq) > ($1::text::xid8, $2::bigint)`, [
      ...(await user.place(from + 1)),
    ])
    return { name: 'cut the tail off', at: from + 2 }
  },
  async (user, dice) => {
    const from = user.heads[dice(user.heads.length - 1)]!
    await user.run(`delete from platform.event where (tx_id, seq) > ($1::text::xid8, $2::bigint)`, [...(await user.place(from))])
    await user.run(`delete from platform.log_head where size > ${from}`)
    await user.run(`delete from platform.log_tile where (index + 1) * 256 ^ (level + 1) > ${from}`)
    return { name: 'put the database back to an earlier head', at: from + 1 }
  },
  async (user, dice) => {
    const from = user.heads[dice(user.heads.length - 1)]!
    const place = await user.place(from)
    await user.run(`delete from platform.event where (tx_id, seq) > ($1::text::xid8, $2::bigint)`, [...place])
    await user.run(
      `insert into platform.event (tx_id, seq, at, kind, about, by)
       select $1::text::xid8, $2::bigint + n, now(), 'case.viewed', 'x', 'somebody' from generate_series(1, ${user.size - from + dice(50)}) n`,
      [...place],
    )
    await resealed(user, from)
    return { name: 'put the database back and go on', at: from + 1 }
  },
  async (user, dice) => {
    const at = pick(dice, user)
    await user.run(`update platform.event set by = 'somebody' ${HERE}`, [...(await user.place(at))])
    await resealed(user, 0)
    return { name: 'write the whole log anew, with its own key' }
  },
  async (user, dice) => {
    const at = pick(dice, user)
    await user.run(`update platform.event set by = 'somebody' ${HERE}`, [...(await user.place(at))])
    await resealed(user, 0, { ...user.world, sealing: { ...user.world.sealing, keys: [newLogKey()] } })
    return { name: 'write the whole log anew, with another key' }
  },
  async (user, dice) => {
    await resigned(user, [newLogKey()], user.heads[dice(user.heads.length)]! - 1)
    return { name: 'replace the key' }
  },
  async (user, dice) => {
    const size = user.heads[dice(user.heads.length)]!
    const other = user.heads[dice(user.heads.length)]!
    const change = ['size = size + 1', `sealed_at = sealed_at - interval '1 day'`, 'last_seq = last_seq + 1', `last_tx_id = '9'`][
      dice(4)
    ]!
    const edit = dice(2) === 0 || other === size ? change : `note = (select note from platform.log_head where size = ${other})`
    await user.run(`update platform.log_head set ${edit} where size = ${size}`)
    return { name: 'edit a head' }
  },
  async (user, dice) => {
    const { rows } = (await user.run(
      `select note from platform.log_head where size = ${user.heads[dice(user.heads.length)]!}`,
    )) as {
      rows: { note: string }[]
    }
    const at = dice(rows[0]!.note.length)
    const note = `${rows[0]!.note.slice(0, at)}${rows[0]!.note[at] === 'A' ? 'B' : 'A'}${rows[0]!.note.slice(at + 1)}`
    await user.run('update platform.log_head set note = $1 where note = $2', [note, rows[0]!.note])
    return { name: 'edit one letter of what was signed' }
  },
  async (user, dice) => {
    const size = user.heads[dice(user.heads.length)]!
    await user.run(`delete from platform.log_head where size ${dice(2) ? '=' : '>='} ${size}`)
    return { name: 'delete heads' }
  },
  async (user, dice) => {
    const index = dice(Math.floor(user.size / 256))
    const edits = [
      `update platform.log_tile set hashes = overlay(hashes placing '\\x00ff'::bytea from ${1 + dice(8000)} for 2) where index = ${index}`,
      `update platform.log_tile set root = sha256(root) where index = ${index}`,
      `delete from platform.log_tile where index = ${index}`,
      `insert into platform.log_tile select level, 77, hashes, root from platform.log_tile where index = ${index}`,
    ]
    await user.run(edits[dice(edits.length)]!)
    return { name: 'change the kept hashes' }
  },
]

/** The first `count` tamperings of a seed, one of each kind in turn. */
export async function tamperWith(seed: number, count: number): Promise<{ deed: Deed; report: Report }[]> {
  const log = await smallSealedLog()
  const dice = diceOf(seed)
  const done: { deed: Deed; report: Report }[] = []
  for (let turn = 0; turn < count; turn++) done.push(await log.tamper(tamperings[turn % tamperings.length]!, dice))
  await log.close()
  return done
}
