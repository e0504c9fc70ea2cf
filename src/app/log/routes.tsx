import { anyone } from '#people'
import {
  checkpoint,
  data,
  everyone,
  json,
  page,
  proofBetween,
  publicKeys,
  Refusal,
  type Reply,
  routesOf,
  signedHeads,
} from '#platform'
import type { AppWorld } from '../world.ts'
import { LogPage } from './view.tsx'
import { words } from './words.ts'

const HEADS_PAGE = 100
const route = routesOf<AppWorld>()

/** What makes anybody a witness of the log: its keys, every head, and the proof that each begins with the one before. Nothing here is about a person. */
export const logRoutes = [
  route('GET /log', {
    who: anyone,
    async answer({ world, visit: { language } }) {
      const [newest, { keys }] = await Promise.all([checkpoint(world), publicKeys(world)])
      return page(<LogPage {...{ newest, keys, language }} />, { title: words(language)('title') })
    },
  }),
  route('GET /.well-known/log-keys.json', {
    who: everyone,
    async answer({ world }) {
      const { origin, keys } = await publicKeys(world)
      return openly(
        json({ origin, keys: keys.map(({ text, id, key }) => ({ key: text, id, jwk: key.export({ format: 'jwk' }) })) }),
      )
    },
  }),
  route('GET /log/checkpoint', {
    who: everyone,
    async answer({ world }) {
      const newest = await checkpoint(world)
      if (!newest) throw new Refusal('LOG_NOT_SEALED', 404, language => words(language)('not-sealed'))
      return openly(data('text/plain; charset=utf-8', newest.note))
    },
  }),
  route('GET /log/heads.json', {
    who: everyone,
    async answer({ world, visit: { query } }) {
      const heads = await signedHeads(world, sizeIn(query.after) ?? 0, HEADS_PAGE)
      const next = heads.length === HEADS_PAGE ? `/log/heads.json?after=${heads.at(-1)!.size}` : null
      return openly(json({ heads: heads.map(({ note }) => note), next }))
    },
  }),
  route('GET /log/consistency.json', {
    who: everyone,
    async answer({ world, visit: { query } }) {
      const [old, size] = [sizeIn(query.old), sizeIn(query.size)]
      const proof = old === undefined || size === undefined ? undefined : await proofBetween(world, old, size)
      if (!proof) throw new Refusal('LOG_HEAD_UNKNOWN', 404, language => words(language)('no-such-head'))
      return openly(json({ old, size, proof }))
    },
  }),
]

function sizeIn(text: string | undefined): number | undefined {
  return /^(0|[1-9]\d{0,14})$/.test(text ?? '') ? Number(text) : undefined
}

/** Anybody may read it from any website, and keep it for a moment. */
function openly(reply: Reply): Reply {
  return { ...reply, headers: { 'cache-control': 'public, max-age=1', 'access-control-allow-origin': '*' } }
}
