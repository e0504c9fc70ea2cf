import { hash, randomBytes } from 'node:crypto'
import { type Allowance, type Bucket, take } from './bucket.ts'

/** What is counted on its own. A route may name one besides the limit of all requests. */
export type LimitName = 'requests' | 'sign-in' | 'codes' | 'programs' | 'passes'

/** So many of one kind, by browser and by address; the window is what the headers tell. */
interface Limit {
  readonly perBrowser?: Window
  readonly perAddress: Window
}

interface Window {
  readonly most: number
  readonly seconds: number
}

/** As login.gov limits sign-in: 5 in 60 s, 300 in 5 minutes. Many people share one address, so addresses may do more. */
export const LIMITS: Readonly<Record<LimitName, Limit>> = {
  requests: { perBrowser: { most: 300, seconds: 60 }, perAddress: { most: 3_000, seconds: 60 } },
  'sign-in': { perBrowser: { most: 5, seconds: 60 }, perAddress: { most: 300, seconds: 300 } },
  codes: { perBrowser: { most: 20, seconds: 60 }, perAddress: { most: 120, seconds: 60 } },
  programs: { perAddress: { most: 600, seconds: 60 } },
  // One leave to start is for one person: handed around, it ends.
  passes: { perAddress: { most: 10, seconds: 7_200 } },
}

/** What a limit says of one request; `waitSeconds` is 0 when it may go on. @see draft-ietf-httpapi-ratelimit-headers */
export interface Counted {
  readonly waitSeconds: number
  readonly policy: string
  readonly state: string
}

const KEPT_MAX = 50_000

/**
 * Counts by browser and by address, in memory of a bounded size. What it keeps is a hash under a key that is made at the start and
 * never leaves the process: nothing of it tells who came.
 */
export function openLimiter(now: () => number = () => performance.now(), keptMax = KEPT_MAX) {
  const key = randomBytes(24).toString('base64')
  const buckets = new Map<string, Bucket>()
  const bucketOf = (who: string, { most }: Window): Bucket => {
    const index = hash('sha256', key + who, 'base64')
    const found = buckets.get(index)
    if (found) return found
    // The one longest there gives way: whoever floods the memory with new names loses nothing of their own count, which is new.
    if (buckets.size >= keptMax) buckets.delete(buckets.keys().next().value!)
    const fresh = { left: most, at: now() }
    buckets.set(index, fresh)
    return fresh
  }
  const count = (what: string, who: string, window: Window): Counted => {
    const bucket = bucketOf(`${what} ${who}`, window)
    const waitSeconds = take(bucket, allowanceOf(window), now())
    return { waitSeconds, ...told(what, window, bucket) }
  }
  return {
    get kept() {
      return buckets.size
    },
    /** Counts one request; undefined where neither a browser nor an address is known. The tighter of the two speaks. */
    count(
      name: LimitName,
      { browser, address }: { browser?: string | undefined; address: string | undefined },
    ): Counted | undefined {
      const { perBrowser, perAddress } = LIMITS[name]
      const byBrowser = browser && perBrowser ? count(`${name};browser`, browser, perBrowser) : undefined
      if (byBrowser && byBrowser.waitSeconds > 0) return byBrowser
      const byAddress = address ? count(`${name};address`, address, perAddress) : undefined
      return byAddress && byAddress.waitSeconds > 0 ? byAddress : (byBrowser ?? byAddress)
    },
  }
}

function allowanceOf({ most, seconds }: Window): Allowance {
  return { most, perSecond: most / seconds }
}

function told(what: string, { most, seconds }: Window, { left }: Bucket): Pick<Counted, 'policy' | 'state'> {
  const name = `"${what.replace(';', '-')}"`
  const full = Math.ceil(((most - left) / most) * seconds)
  return { policy: `${name};q=${most};w=${seconds}`, state: `${name};r=${Math.floor(left)};t=${full}` }
}
