import type { VNode } from 'preact'
import type { World } from '../world.ts'
import type { Asset } from './assets.ts'
import type { Presence } from './farewell.ts'
import type { PageReply } from './reply.ts'
import type { Gate, Route, Visit } from './route.ts'

/** A website: its routes, its files, and the page drawn around every page. */
export interface Site<W extends World> {
  readonly routes: readonly Route<W>[]
  readonly assets: ReadonlyMap<string, Asset>
  /** Where people reach it, such as `https://service.example`; cookies are Secure when it is https. */
  readonly publicUrl: string
  /** Other origins a form may end up at. */
  readonly formTargets: readonly string[]
  /** Says who it is where no route did: at an address that is not there, or behind a gate that stayed shut. */
  readonly visitor?: Gate<W, unknown>
  /** Once it is leaving, every answer is the last on its connection. */
  readonly presence?: Presence
  shell(page: PageReply, visit: Visit, caller: unknown): VNode
}
