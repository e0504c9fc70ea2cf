import type { Socket } from 'node:net'
import pg from 'pg'
import type { Sql } from './sql.ts'

const LANES = 4
const IDLE_MS = 10_000

interface Lane {
  readonly client: Promise<pg.Client>
  underWay: number
  /** Ends the connection when nobody has wanted it for a while. */
  idle: NodeJS.Timeout | undefined
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
    const lane = lanes[at] ?? openLane(settings, ended => forget(lanes, ended))
    lanes[at] = lane
    return lane
  }
  return {
    async query(statement) {
      const lane = laneAt(leastBusy(lanes))
      clearTimeout(lane.idle)
      lane.underWay += 1
      try {
        const client = await lane.client
        return await send(client, statement)
      } finally {
        lane.underWay -= 1
        if (lane.underWay === 0) lane.idle = setTimeout(() => leave(lanes, lane), IDLE_MS).unref()
      }
    },
    async close() {
      await Promise.allSettled(lanes.map(lane => lane && leave(lanes, lane)))
    },
  }
}

function openLane(settings: pg.ClientConfig, onEnd: (lane: Lane) => void): Lane {
  const client = new pg.Client({ ...settings, pipeline: true } as pg.ClientConfig)
  const lane: Lane = { client: client.connect().then(() => client), underWay: 0, idle: undefined }
  const ended = () => onEnd(lane)
  client.on('error', ended)
  client.on('end', ended)
  lane.client.catch(ended)
  return lane
}

/** A lane that has ended may have been replaced already: only itself is taken out. */
function forget(lanes: (Lane | undefined)[], lane: Lane): void {
  clearTimeout(lane.idle)
  const at = lanes.indexOf(lane)
  if (at >= 0) lanes[at] = undefined
}

async function leave(lanes: (Lane | undefined)[], lane: Lane): Promise<void> {
  forget(lanes, lane)
  await lane.client.then(client => client.end()).catch(() => {})
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
