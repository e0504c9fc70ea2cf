import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import pg from 'pg'
import { birthOf } from './process-table.ts'
import { runProgram, until } from './rehearsal.ts'
import { testDatabase } from './testing.ts'

const prepare = async (url: string) => void (await ask(url, 'create table person (name text)'))

test('every test has a database of its own, prepared once', async () => {
  let prepared = 0
  const counting = async (url: string) => {
    prepared++
    await prepare(url)
  }
  const [mine, yours] = await Promise.all([testDatabase(counting, 'own'), testDatabase(counting, 'own')])
  await ask(mine.url, `insert into person values ('Amara')`)
  assert.deepEqual(await ask(yours.url, 'select * from person'), [])
  assert.equal(prepared, 1)
  await Promise.all([mine.drop(), yours.drop()])
})

test('a template whose makers forgot to hang up is copied all the same', async () => {
  const lingering: pg.Client[] = []
  const forgetful = async (url: string) => {
    const client = new pg.Client(url)
    client.on('error', () => {})
    lingering.push(client)
    await client.connect()
    await client.query('create table person (name text)')
  }
  const database = await testDatabase(forgetful, 'forgetful')
  assert.deepEqual(await ask(database.url, 'select * from person'), [])
  await database.drop()
})

test('a test run that is killed hard leaves no server and no folder behind', async () => {
  const { child, folder } = await startTestRun()
  child.kill('SIGKILL')
  await until(() => !existsSync(folder))
})

test('what is left when its helper was killed with it, the next run sweeps away', async () => {
  const { child, folder } = await startTestRun()
  const server = Number(readFileSync(join(folder, 'cluster/postmaster.pid'), 'utf8').split('\n')[0])
  process.kill(helperOf(folder), 'SIGKILL')
  child.kill('SIGKILL')
  const next = await startTestRun()
  assert.equal(existsSync(folder), false)
  assert.equal(birthOf(server), undefined)
  next.child.kill('SIGKILL')
  await until(() => !existsSync(next.folder))
})

async function startTestRun() {
  const { child, said } = await runProgram(`
    const { testDatabase } = await import('./testing.ts')
    console.log((await testDatabase(async () => {}, 'x')).url)
    setInterval(() => {}, 1000)`)
  return { child, folder: new URL(said).searchParams.get('host')! }
}

function helperOf(folder: string): number {
  const lines = execFileSync('ps', ['-eo', 'pid=,args='], { encoding: 'utf8' }).split('\n')
  return Number.parseInt(lines.find(line => line.includes('/bin/sh -c cat;') && line.includes(folder))!, 10)
}

async function ask(url: string, sql: string): Promise<unknown[]> {
  const client = new pg.Client(url)
  await client.connect()
  try {
    return (await client.query(sql)).rows
  } finally {
    await client.end()
  }
}
