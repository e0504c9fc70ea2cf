import { one, rows } from '../database/query.ts'
import { sql } from '../database/sql.ts'
import type { World } from '../world.ts'

type Asker = Pick<World, 'db'>

/** The queue as all machines see it: the last number given out, and the last that may come in. */
export interface Queue {
  readonly last: number
  readonly admitted: number
}

/** Draws so many new numbers, in order, which no other machine has. */
export async function drawNumbers(world: Asker, count: number): Promise<number[]> {
  const drawn = await rows<{ number: number }>(
    world,
    sql`select nextval('platform.waiting_number') as number from generate_series(1, ${count}::int)`,
  )
  return drawn.map(({ number }) => number).sort((a, b) => a - b)
}

export function readQueue(world: Asker): Promise<Queue> {
  return one<Queue>(
    world,
    sql`select (select case when is_called then last_value else 0 end from platform.waiting_number) as last, admitted from platform.waiting_room`,
  )
}

/** Lets everybody in up to this number; never back, and never further than there are numbers. */
export function admitUpTo(world: Asker, number: number): Promise<Queue> {
  return one<Queue>(
    world,
    sql`with numbers as materialized (select case when is_called then last_value else 0 end as last from platform.waiting_number)
        update platform.waiting_room set admitted = least(greatest(admitted, ${number}::bigint), numbers.last)
        from numbers returning numbers.last, admitted`,
  )
}
