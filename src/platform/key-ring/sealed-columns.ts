import { rows } from '../database/query.ts'
import { sql } from '../database/sql.ts'
import type { World } from '../world.ts'

/** A column in which everything is sealed: named `sealed_…` or `…_sealed`, of any table of ours. */
export interface SealedColumn {
  /** `schema.table.column` */
  readonly place: string
  readonly table: string
  readonly column: string
  readonly isBytes: boolean
  /** The table's primary key, in order, with the types of its columns. */
  readonly key: readonly { readonly name: string; readonly type: string }[]
}

/**
 * Every sealed column there is, found in the database's own catalogue: a new one is never forgotten, only named.
 * @throws Error for one whose rows whoever keeps the keys may not all see and change: its values would be lost with their key
 */
export async function sealedColumns(world: Pick<World, 'db'>): Promise<SealedColumn[]> {
  const found = await rows<SealedColumn & { isOpen: boolean }>(
    world,
    sql`select n.nspname || '.' || c.relname || '.' || a.attname as place, n.nspname || '.' || c.relname as table, a.attname as column,
               a.atttypid = 'bytea'::regtype as is_bytes,
               has_column_privilege('portico_app', c.oid, a.attnum, 'select') and has_column_privilege('portico_app', c.oid, a.attnum, 'update')
                 and 'system platform.keys' = any (platform.systems_let(c.oid, 'select'))
                 and 'system platform.keys' = any (platform.systems_let(c.oid, 'update')) as is_open,
               (select json_agg(json_build_object('name', k.attname, 'type', format_type(k.atttypid, k.atttypmod)) order by p.nth)
                from unnest(i.indkey::smallint[]) with ordinality p(attnum, nth)
                join pg_attribute k on k.attrelid = c.oid and k.attnum = p.attnum) as key
        from pg_class c join pg_namespace n on n.oid = c.relnamespace
        join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
        join pg_index i on i.indrelid = c.oid and i.indisprimary
        where c.relkind in ('r', 'p') and n.nspname !~ '^pg_' and n.nspname not in ('information_schema', 'graphile_worker')
          and a.attname ~ '(^|_)sealed(_|$)' and a.atttypid in ('text'::regtype, 'bytea'::regtype)
        order by place`,
  )
  const closed = found.find(({ isOpen }) => !isOpen)
  if (closed)
    throw new Error(
      `${closed.place} cannot be sealed anew; its migration needs: select platform.resealed('${closed.table}', '${closed.column}')`,
    )
  return found
}
