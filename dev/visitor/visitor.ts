import { setTimeout as pause } from 'node:timers/promises'
import { cookieJar } from '../identity-provider/cookie-jar.ts'
import type { Answer, Connections } from './connections.ts'

/** Where a visitor is. */
export interface View {
  readonly url: URL
  readonly status: number
  readonly body: string
  readonly waitSeconds?: number | undefined
}

/** One person's browser. */
export interface Visitor {
  /** Goes to an address, or sends a form there, and follows where it leads. */
  visit(url: URL, form?: string): Promise<View>
  /** The same without following: where it would lead. */
  ask(url: URL, form?: string): Promise<Answer>
}

export interface Surroundings {
  /** By origin: the service's own, the identity provider's. */
  readonly connections: ReadonlyMap<string, Pick<Connections, 'ask'>>
  /** Told of every request. @param ms from sending it to having its whole answer */
  readonly timed?: (url: URL, ms: number) => void
}

const MOST_HOPS = 12

/** A new browser, with no cookies yet. */
export function newVisitor({ connections, timed }: Surroundings): Visitor {
  const jar = cookieJar()
  async function ask(url: URL, form?: string): Promise<Answer> {
    const began = performance.now()
    const answer = await connections.get(url.origin)!.ask({ url, cookie: jar.headerFor(url), form })
    timed?.(url, performance.now() - began)
    jar.take(url, answer.setCookies)
    return answer
  }
  return {
    ask,
    async visit(start, form) {
      let url = start
      let sent = form
      for (let hop = 0; hop < MOST_HOPS; hop++) {
        const { status, location, body, waitSeconds } = await ask(url, sent)
        if (location === undefined || status < 300 || status > 399) return { url, status, body, waitSeconds }
        url = new URL(location, url)
        sent = undefined
      }
      throw new Error(`${start.pathname} leads in circles`)
    },
  }
}

const LOOKS_MOST = 60
const LOOK_MS = 1_000

/** Signs in at the bundled identity provider, and arrives where the person was going; looks again every second where people wait to start. */
export async function signIn(
  visitor: Visitor,
  { site, subject, goal }: { site: URL; subject: string; goal: string },
): Promise<View> {
  let choice = await visitor.visit(new URL(`/sign-in?then=${encodeURIComponent(goal)}`, site))
  for (let looks = 1; choice.waitSeconds !== undefined && looks < LOOKS_MOST; looks++) {
    await pause(LOOK_MS)
    choice = await visitor.visit(choice.url)
  }
  const action = /<form method="post" action="([^"]+)"/.exec(choice.body)?.[1]
  if (!action)
    throw new Error(`signing in met no choice of people at ${choice.url.origin}${choice.url.pathname} (${choice.status})`)
  return visitor.visit(new URL(action, choice.url), `subject=${encodeURIComponent(subject)}`)
}
