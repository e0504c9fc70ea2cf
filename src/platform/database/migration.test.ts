import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { dangersIn, readMigration } from './migration.ts'

const FOLDER = join(import.meta.dirname, '../../../migrations')
/** Those before were applied before anybody served from this schema. */
const RULE_SINCE = '0037'

const dangers = (text: string) => dangersIn(readMigration('9000-x.sql', text))

test('no migration keeps people waiting or takes away what the release before uses', () => {
  const names = globSync('*.sql', { cwd: FOLDER }).filter(name => name.slice(0, 4) >= RULE_SINCE)
  assert.deepEqual(
    names.flatMap(name => dangersIn(readMigration(name, readFileSync(join(FOLDER, name), 'utf8')))),
    [],
  )
})

test('what would stop the traffic of a large table is told, with what to write instead', () => {
  const wrong = {
    'create index a on cases.task (x)': /concurrently/,
    'create unique index a on cases.task (x)': /concurrently/,
    'alter table cases.task alter column x type bigint': /rewrites the table/,
    'alter table cases.task alter column x set not null': /not valid/,
    'alter table cases.task add constraint c check (x > 1)': /not valid/,
    'alter table cases.task add foreign key (x) references other.one (x)': /not valid/,
    'alter table cases.task add constraint c unique (x)': /using index/,
    'alter table cases.task add column x uuid default gen_random_uuid()': /without default/,
    'update cases.task set x = 1': /in steps/,
    'lock table cases.task': /keeps everybody out/,
  }
  for (const [text, sentence] of Object.entries(wrong)) {
    assert.equal(dangers(text).length, 1, text)
    assert.match(dangers(text)[0]!, sentence)
  }
})

test('what takes something away says which release no longer uses it', () => {
  assert.match(dangers('alter table cases.task drop column x')[0]!, /say "-- needs: NUMBER"/)
  assert.match(dangers('alter table cases.task rename x to y')[0]!, /takes away/)
  assert.match(dangers('drop table cases.task')[0]!, /takes away/)
  assert.deepEqual(dangers('-- needs: 0040 reads y instead\nalter table cases.task drop column x'), [])
})

test('what harms nobody passes', () => {
  const right = [
    'create table a.b (x int); create index c on a.b (x); alter table a.b add unique (x)',
    'alter table cases.task add column x int not null default 0',
    'alter table cases.task add constraint c check (x > 1) not valid',
    '-- alone: beside the traffic\ncreate index concurrently if not exists a on cases.task (x)',
    'alter table cases.task add constraint c unique using index a',
    'alter table cases.task alter column x drop not null',
    'update cases.task set x = 1 where id = 3',
    '-- long lock accepted: three rows\nalter table cases.task alter column x set not null',
    'alter table cases.task enable row level security',
  ]
  for (const text of right) assert.deepEqual(dangers(text), [], text)
})
