import type { VNode } from 'preact'
import type { Connection } from '../../database/connection.ts'
import { keysFrom } from '../../keys.ts'
import { openLog } from '../../log.ts'
import type { World } from '../../world.ts'
import { assetShelf } from '../assets.ts'
import { FormToken } from '../pages.tsx'
import { type PageReply, page } from '../reply.ts'
import { everyone, type Route, routesOf, type Visit } from '../route.ts'
import { buildServer, type Patience } from '../server.ts'
import type { Site } from '../site.ts'

const route = routesOf<World>()
const refuse = () => Promise.reject(new Error('this site has no database'))
const nowhere: Connection = {
  kind: 'pool',
  query: refuse,
  write: refuse,
  as: () => nowhere,
}

/** What the last POST /letter took, so that a test can tell what was done from what was said. */
export interface Taken {
  text: string | undefined
  all: readonly string[]
  names: readonly string[]
}

/** A website of a few pages over a world without a database, its log kept as lines. */
export function tinySite(more: readonly Route[] = [], site: Partial<Site<World>> = {}, patience?: Patience) {
  const lines: string[] = []
  const taken: Taken[] = []
  const log = openLog('info', { write: line => lines.push(line) })
  const now = () => new Date('2026-11-21T09:00:00Z')
  const world: World = { db: nowhere, now, log, keys: keysFrom('a root secret only ever used by tests') }
  const shelf = assetShelf()
  const style = shelf.put('style.css', 'h1 { color: teal }')
  const routes = [...pages(taken), ...more]
  const whole: Site<World> = {
    ...{ routes, assets: shelf.files, publicUrl: 'http://portico.example', formTargets: [], shell: frame },
    ...site,
  }
  return { app: buildServer(world, whole, patience), world, site: whole, lines, taken, style }
}

function pages(taken: Taken[]): Route[] {
  return [
    route('GET /letter', { who: everyone, answer: ({ visit }) => page(<Letter visit={visit} />, { title: 'A letter' }) }),
    route('POST /letter', {
      who: everyone,
      answer({ form }) {
        taken.push({ text: form.one.text, all: form.all('more[]'), names: form.names })
        return page(<h1>Taken</h1>, { title: 'Taken' })
      },
    }),
    route('GET /person/:name', {
      who: everyone,
      answer: ({ params, visit }) => page(<h1 lang={visit.language}>{params.name}</h1>, { title: visit.query.from ?? '' }),
    }),
  ]
}

function Letter({ visit }: { visit: Visit }) {
  return (
    <form method="post">
      <FormToken visit={visit} />
      <h1>{visit.query.heading ?? 'Write to us'}</h1>
    </form>
  )
}

function frame({ title, body }: PageReply, { language }: Visit, caller: unknown): VNode {
  return (
    <html lang={language}>
      <head>
        <title>{title}</title>
      </head>
      <body data-caller={JSON.stringify(caller)}>{body}</body>
    </html>
  )
}

/** A browser that has opened the letter's form: the cookie it holds, and the token it was given. */
export async function openForm({ app }: Pick<ReturnType<typeof tinySite>, 'app'>) {
  const answer = await app.inject('/letter')
  const { name, value } = answer.cookies[0]!
  return { cookie: `${name}=${value}`, token: tokenIn(answer.body) }
}

/** The form token that stands in a page. */
export function tokenIn(html: string): string {
  return /name="form-token" value="([\w-]{43})"/.exec(html)![1]!
}

/** A POST as a browser sends it. */
export function post(url: string, payload: string | Buffer, headers: Record<string, string> = {}) {
  return { method: 'POST', url, payload, headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers } } as const
}
