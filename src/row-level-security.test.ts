import assert from 'node:assert/strict'
import { test } from 'node:test'
import { as, newId, one, type Sql, transaction } from '#platform'
import { testWorld } from '#platform/testing'

const world = await testWorld()
const { pool } = world.db
const app = { ...world, db: world.appDb }

const NOT_OURS = `n.nspname not in ('pg_catalog', 'information_schema', 'pg_toast', 'graphile_worker') and c.oid <> 'public.portico_migration'::regclass`

interface Table {
  readonly name: string
  readonly isClosed: boolean
  readonly policies: number
  readonly isGranted: boolean
  readonly isPersonal: boolean
  readonly isOpenToAll: boolean
}

/** Every table there is, and who may see it. */
async function tables(): Promise<Table[]> {
  const { rows } = await pool.query<Table>(`
    select c.oid::regclass::text as name, c.relrowsecurity and c.relforcerowsecurity as "isClosed",
      (select count(*)::int from pg_policy p where p.polrelid = c.oid and p.polname <> 'for upkeep') as policies,
      has_table_privilege('portico_app', c.oid, 'select') as "isGranted",
      exists (select from pg_attribute a where a.attrelid = c.oid and a.attname in ('person_id', 'agency') and not a.attisdropped) as "isPersonal",
      exists (select from pg_policy p where p.polrelid = c.oid and p.polpermissive and pg_get_expr(p.polqual, c.oid) = 'true') as "isOpenToAll"
    from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.relkind in ('r', 'p') and ${NOT_OURS} order by 1`)
  return rows
}

/** What a new table forgot, as sentences. */
function forgotten({ name, isClosed, policies, isGranted, isPersonal, isOpenToAll }: Table): string[] {
  const how = `say in its migration who may see it: select platform.own_rows('${name}') or platform.shared_rows('${name}') (CONTRIBUTING.md)`
  if (!isClosed || policies === 0) return [`${name} is not closed by row-level security; ${how}.`]
  if (isPersonal && isOpenToAll) return [`${name} holds data of persons or agencies and shows every row to everybody.`]
  return isGranted ? [] : [`${name} cannot be read by the application; ${how}.`]
}

test('every table is closed by row-level security and says who may see what', async () => {
  const all = await tables()
  assert.ok(all.length > 20)
  assert.deepEqual(all.flatMap(forgotten), [])
})

test('a new table that forgot, and one that shows persons to everybody, are named', async () => {
  await pool.query('create table cases.forgotten (person_id uuid); create table cases.shown (person_id uuid)')
  await pool.query(`select platform.shared_rows('cases.shown', 'cases.decide-by-rule')`)
  const faults = (await tables()).flatMap(forgotten)
  await pool.query('drop table cases.forgotten, cases.shown')
  assert.match(faults[0]!, /^cases\.forgotten is not closed by row-level security; say in its migration/)
  assert.match(faults[1]!, /^cases\.shown holds data of persons or agencies and shows every row/)
  assert.equal(faults.length, 2)
})

test('a view shows nobody more than its tables would', async () => {
  const { rows } = await pool.query(`
    select c.oid::regclass::text as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind in ('v', 'm') and ${NOT_OURS} and not coalesce(c.reloptions::text like '%security_invoker=true%', false)`)
  assert.deepEqual(rows, [])
})

test('the application’s role owns nothing, makes nothing, and is held by row-level security', async () => {
  const { rows } = await pool.query(`
    select rolsuper or rolbypassrls or rolcreatedb or rolcreaterole or rolreplication as "isMore",
      exists (select from pg_shdepend d where d.refobjid = r.oid and d.deptype = 'o') as "ownsSomething",
      pg_has_role(r.oid, (select datdba from pg_database where datname = current_database()), 'member') as "isOwner",
      has_database_privilege(r.oid, current_database(), 'create') or has_database_privilege(r.oid, current_database(), 'temporary') as "mayMake",
      exists (select from pg_namespace n where has_schema_privilege(r.oid, n.oid, 'create')) as "mayMakeTables",
      exists (select from pg_class c join pg_namespace n on n.oid = c.relnamespace
              where c.relkind = 'r' and n.nspname not like 'pg\\_%' and n.nspname <> 'information_schema'
                and has_table_privilege(r.oid, c.oid, 'truncate, references, trigger')) as "mayTruncate",
      exists (select from pg_proc p join pg_namespace n on n.oid = p.pronamespace
              where p.prosecdef and n.nspname not in ('pg_catalog', 'information_schema')) as "borrowsRights"
    from pg_roles r where rolname = 'portico_app'`)
  assert.deepEqual(new Set(Object.values(rows[0])), new Set([false]), JSON.stringify(rows[0]))
})

const said = (name: string, text: string, ...values: unknown[]): Sql => ({ name, text, values })

test('nothing put into a statement can change for whom the database is asked', async () => {
  const elsewhere = [
    `select set_config('portico.actor', 'system upkeep', false)`,
    `select pg_catalog.set_config('portico.actor', 'person ${newId()}', true)`,
    `update pg_settings set setting = 'system upkeep' where name = 'portico.actor'`,
    `select query_to_xml('set portico.actor = ''system upkeep''', true, true, '')`,
    `select 1; set portico.actor = 'system upkeep'`,
    'reset role; select 1',
    'create temporary table mine (n int)',
    'create function pg_temp.mine() returns int language sql as $$ select 1 $$',
  ]
  for (const [at, text] of elsewhere.entries())
    await assert.rejects(as(app, 'nobody').db.query(said(`elsewhere ${at}`, text)), { name: /^(error|DatabaseError)$/ }, text)
})

test('the application may not become the owner', async () => {
  await assert.rejects(world.appDb.pool.query('set role portico'), { code: '42501' })
  await assert.rejects(world.appDb.pool.query(`set session authorization 'postgres'`), { code: '42501' })
})

test('what was told cannot be untold: the event log and what is decided take no change, from nobody', async () => {
  const kept = ['platform.event', 'cases.decision', 'cases.assessment', 'journeys.submission', 'feedback.answer']
  for (const table of kept)
    for (const change of [`delete from ${table}`, `truncate ${table}`, `update ${table} set person_id = null`])
      await assert.rejects(as(app, `person ${newId()}`).db.query(said(change, change)), { code: '42501' }, change)
})

test('asked for nobody, no table of persons or agencies shows a row; asked for one person, only theirs', async () => {
  const [mine, theirs] = [newId(), newId()]
  for (const person of [mine, theirs])
    await pool.query(
      `insert into people.person (person_id, issuer, subject, given_names, family_name, language, met_at) values ($1, 'test', $1::uuid::text, 'A', 'B', 'en', now())`,
      [person],
    )
  const read = said('people', 'select person_id from people.person')
  assert.equal((await world.db.query(read)).rowCount, 2)
  assert.equal((await app.db.query(read)).rowCount, 0)
  assert.equal((await as(app, 'nobody').db.query(read)).rowCount, 0)
  assert.deepEqual((await as(app, `person ${mine}`).db.query(read)).rows, [{ person_id: mine }])
  for (const { name } of (await tables()).filter(({ isPersonal }) => isPersonal))
    assert.equal((await app.db.query(said(name, `select 1 from ${name} limit 1`))).rowCount, 0, name)
})

test('a connection that served one asks for the next in their own name, whatever travels side by side', async () => {
  const people = Array.from({ length: 40 }, newId)
  const who = said('who', 'select platform.acting_person() as person')
  const ask = async (person: string | undefined) =>
    (await (person ? as(app, `person ${person}`) : app).db.query(who)).rows[0].person
  const asked = Array.from({ length: 800 }, (_, at) => (at % 7 === 0 ? undefined : people[at % people.length]))
  assert.deepEqual(
    await Promise.all(asked.map(ask)),
    asked.map(person => person ?? null),
  )
  const inside = (person: string) =>
    transaction(as(app, `person ${person}`), async tx => (await one<{ person: string | null }>(tx, who)).person)
  assert.deepEqual(await Promise.all(people.map(inside)), people)
  assert.equal(await transaction(app, async tx => (await one<{ person: string | null }>(tx, who)).person), null)
})

test('a transaction is one actor’s from beginning to end', async () => {
  const [mine, theirs] = [newId(), newId()]
  await assert.rejects(
    transaction(as(app, `person ${mine}`), async tx => as(tx, `person ${theirs}`)),
    /does nothing for person/,
  )
  await transaction(as(app, `person ${mine}`), async tx => assert.equal(as(tx, `person ${mine}`).db, tx.db))
})

test('a name that is none never reaches the database', () => {
  for (const actor of ["person x'; reset role; --", 'person ', 'agency A', 'root', `person ${newId()} or`])
    assert.throws(() => as(app, actor as 'nobody'), /whose name is none/)
})
