import type { AppWorld } from '#app'

/** Count and checksum of every table there is: two that are equal were drawn from the same content. */
export async function digestOf({ db }: AppWorld): Promise<string> {
  const { rows: tables } = await db.pool.query<{ name: string }>(
    `select format('%I.%I', table_schema, table_name) as name from information_schema.tables
     where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema', 'graphile_worker') order by 1`,
  )
  const each = tables.map(
    ({ name }) =>
      `select '${name}' as name, count(*) || ' ' || coalesce(sum(hashtextextended(t::text, 0)), 0) as sum from ${name} t`,
  )
  const { rows } = await db.pool.query<{ name: string; sum: string }>(`${each.join(' union all ')} order by 1`)
  return rows.map(({ name, sum }) => `${name} ${sum}`).join('\n')
}
