import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'

const AUTHORITY = /^(postgres(?:ql)?:\/\/(?:[^@/]*@)?)([^/?]*)(.*)$/
const PROBE_MS = 1_000
const BETWEEN_PROBES_MS = 200

/** One address for each host of `postgres://user:password@one:5432,two:5432/database`, as libpq reads it. */
export function addressesIn(url: string): string[] {
  const [, before = '', hosts = url, after = ''] = AUTHORITY.exec(url) ?? []
  const rest = after.replace(/([?&])target_session_attrs=[^&]*&?/, '$1').replace(/[?&]$/, '')
  return hosts.split(',').map(host => before + host + rest)
}

/** The first of several servers that can be written to, or the first of all when there is none just now. */
export async function writableOf(url: string): Promise<string> {
  const addresses = addressesIn(url)
  return (addresses.length > 1 && (await firstWritable(addresses))) || addresses[0]!
}

/** A client for a database on several servers, of which the one that can be written to changes: what is lost is looked for until it is found. */
export function clientFor(url: string): typeof pg.Client {
  const seeker = openSeeker(addressesIn(url))

  return class extends pg.Client {
    private isStandby = false

    constructor(options: pg.ClientConfig) {
      super({ ...options, connectionString: seeker.known() })
      watchStandby(this, isStandby => {
        this.isStandby = isStandby
      })
    }

    override connect(): Promise<pg.Client>
    override connect(callback: (error: Error) => void): void
    override connect(callback?: (error: Error) => void): unknown {
      if (!callback) return new Promise<void>((resolve, reject) => this.connect(error => (error ? reject(error) : resolve())))
      void this.connectTo(callback as (error?: Error) => void)
      return undefined
    }

    private async connectTo(callback: (error?: Error) => void): Promise<void> {
      const { host, port } = new pg.Client({ connectionString: await seeker.found() })
      Object.assign(this, { host, port })
      super.connect((error: Error | undefined) => {
        const fault = error ?? (this.isStandby ? standby() : undefined)
        if (fault) {
          seeker.lost()
          this.end().catch(() => {})
        }
        callback(fault)
      })
      // Whoever goes while it is in use takes the others along: the next one looks where the server now is.
      this.once('end', () => seeker.lost())
    }
  }
}

interface Seeker {
  known(): string
  found(): Promise<string>
  lost(): void
}

function openSeeker(addresses: readonly string[]): Seeker {
  let known = addresses[0]!
  let isKnown = false
  let seeking: Promise<string> | undefined
  const seek = (): Promise<string> => {
    seeking ??= seekUntilFound(addresses).then(found => {
      known = found ?? known
      isKnown = found !== undefined
      seeking = undefined
      return known
    })
    return seeking
  }
  const forget = () => {
    isKnown = false
  }
  return { known: () => known, found: async () => (isKnown ? known : seek()), lost: forget }
}

/** Shorter than anybody waits for a connection. */
const SEEK_MS = 1_500

async function seekUntilFound(addresses: readonly string[]): Promise<string | undefined> {
  for (const until = performance.now() + SEEK_MS; performance.now() < until; await pause(BETWEEN_PROBES_MS)) {
    const found = await firstWritable(addresses)
    if (found) return found
  }
  return undefined
}

/** All are asked at once: one that hangs holds nobody up. */
async function firstWritable(addresses: readonly string[]): Promise<string | undefined> {
  return Promise.any(addresses.map(probe)).catch(() => undefined)
}

async function probe(address: string): Promise<string> {
  const client = new pg.Client({ connectionString: address, connectionTimeoutMillis: PROBE_MS })
  let isStandby = false
  watchStandby(client, told => {
    isStandby = told
  })
  client.on('error', () => {})
  try {
    await client.connect()
    if (isStandby) throw standby()
    return address
  } finally {
    client.end().catch(() => {})
  }
}

/** A server says by itself whether it stands by, when one connects and when that changes. */
function watchStandby(client: pg.Client, hear: (isStandby: boolean) => void): void {
  const { connection } = client as unknown as { connection: NodeJS.EventEmitter }
  connection.on('parameterStatus', (said: { parameterName: string; parameterValue: string }) => {
    if (said.parameterName === 'in_hot_standby') hear(said.parameterValue === 'on')
  })
}

function standby(): Error {
  return Object.assign(new Error('this server stands by and cannot be written to'), { code: '25006' })
}
