import type { Socket } from 'node:net'
import pg from 'pg'
import type { Sql } from './sql.ts'

const LANES = 4

interface Lane {
  readonly client: Promise<pg.Client>
  underWay: number
}

/** A few connections on which single statements of everybody travel together: those asked for in one turn leave in one write. */
export interface Lanes {
  query(statement: Sql): Promise<pg.QueryResult>
  close(): Promise<void>
}

/** Opens no connection before it is needed; one that breaks is replaced at the next statement. */
export function openLanes(settings: pg.ClientConfig): Lanes {
  const lanes: (Lane | undefined)[] = Array.from({ length: LANES })
  const laneAt = (at: number) => {
    const lane = lanes[at] ?? openLane(settings, () => delete lanes[at])
    lanes[at] = lane
    return lane
  }
  return {
    async query(statement) {
      const lane = laneAt(leastBusy(lanes))
      lane.underWay += 1
      try {
        const client = await lane.client
        return await send(client, statement)
      } finally {
        lane.underWay -= 1
      }
    },
    async close() {
      await Promise.allSettled(lanes.splice(0).map(async lane => (await lane?.client)?.end()))
    },
  }
}

function openLane(settings: pg.ClientConfig, forget: () => void): Lane {
  const client = new pg.Client({ ...settings, pipeline: true } as pg.ClientConfig)
  client.on('error', forget)
  client.on('end', forget)
  const opened = client.connect().then(() => client)
  opened.catch(forget)
  return { client: opened, underWay: 0 }
}

/** The first lane with the least to do: a slow statement keeps only those waiting that were sent behind it. */
function leastBusy(lanes: readonly (Lane | undefined)[]): number {
  let least = 0
  for (let at = 1; at < lanes.length; at++) if ((lanes[at]?.underWay ?? 0) < (lanes[least]?.underWay ?? 0)) least = at
  return least
}

/** Holds what is sent until this turn of the loop is over: what many people ask for at once then leaves in one write. */
export function send(client: pg.Client | pg.PoolClient, statement: Sql): Promise<pg.QueryResult> {
  const stream = (client as unknown as { connection?: { stream: Socket } }).connection?.stream
  stream?.cork()
  setImmediate(() => stream?.uncork())
  return client.query(statement)
}
