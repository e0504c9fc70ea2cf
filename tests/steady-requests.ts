import { Agent, get } from 'node:http'
import { setTimeout as pause } from 'node:timers/promises'

export interface Steady {
  /** What was asked so far. */
  asked(): number
  /** Stops asking. @returns every answer that was not what was wanted, in words */
  stop(): Promise<readonly string[]>
}

const PAUSE_MS = 2
const PATIENCE_MS = 15_000

/**
 * Asks one address again and again over kept connections, as a balancer does, until stopped. Nothing is tried twice:
 * whatever breaks off counts.
 */
export function askSteadily(url: URL, { callers = 6, wanted = 200 } = {}): Steady {
  const agent = new Agent({ keepAlive: true, maxSockets: callers })
  const faults: string[] = []
  let asked = 0
  let isOver = false
  const call = async () => {
    while (!isOver) {
      asked++
      const answer = await askOnce(url, agent)
      if (answer !== String(wanted)) faults.push(answer)
      await pause(PAUSE_MS)
    }
  }
  const calls = Array.from({ length: callers }, call)
  return {
    asked: () => asked,
    async stop() {
      isOver = true
      await Promise.all(calls)
      agent.destroy()
      return faults
    },
  }
}

/** @returns the status, or why there was none */
function askOnce(url: URL, agent: Agent): Promise<string> {
  return new Promise(resolve => {
    const request = get(url, { agent, timeout: PATIENCE_MS }, answer => {
      answer.resume()
      answer.once('end', () => resolve(String(answer.statusCode)))
      answer.once('error', ({ message }) => resolve(message))
    })
    request.once('timeout', () => request.destroy(new Error('no answer in time')))
    request.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message))
  })
}
