import type { SuiteResult } from '../run.ts'
import { openStage, type Stage } from './portico.ts'
import type { Part } from './provider.ts'

/** One module or fault: what the provider plays, and what Portico must then do. */
export interface Scene {
  readonly name: string
  readonly part?: Part
  holds(stage: Stage): Promise<void>
}

/** Plays every scene to a Portico that has just started. */
export async function play(suite: string, scenes: readonly Scene[]): Promise<SuiteResult> {
  const stage = await openStage()
  const failures: { name: string; why: string }[] = []
  try {
    for (const { name, part = {}, holds } of scenes) {
      stage.forget()
      stage.provider.plays(part)
      await holds(stage).catch((why: Error) => failures.push({ name, why: why.message }))
    }
  } finally {
    await stage.close()
  }
  return { suite, passed: scenes.length - failures.length, total: scenes.length, failures }
}
