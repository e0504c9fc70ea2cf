import { countedBy, type Figures } from '#platform'
import type { Child } from './child.ts'

const WITHIN_MS = 1_000

/** Gathers what the processes of one machine count, and keeps what those counted that have ended, so that no sum falls. */
export function gatherFigures(living: () => readonly Child[]) {
  const last = new Map<Child, Figures>()
  const asked = new Map<Child, PromiseWithResolvers<void>>()
  let departed: Figures = []

  return {
    /** Hears one process out for as long as it lives; it tells its figures once more before it goes. */
    follow(child: Child): void {
      child.onWord(said => {
        if (said.is === 'figures') hear(child, said.figures)
        else if (said.is === 'ask-figures') void answer(child)
      })
      void child.ended.then(async () => {
        const figures = last.get(child)
        last.delete(child)
        hear(child)
        if (figures) departed = await countedBy([departed, figures])
      })
    },
  }

  function hear(child: Child, figures?: Figures): void {
    if (figures) last.set(child, figures)
    asked.get(child)?.resolve()
    asked.delete(child)
  }

  async function answer(asking: Child): Promise<void> {
    await Promise.all(living().map(ask))
    asking.say({ is: 'all-figures', all: [departed, ...last.values()] })
  }

  /** Who is too busy to answer, or gone, stands with the figures told before. */
  function ask(child: Child): Promise<void> {
    const answer = asked.get(child) ?? Promise.withResolvers<void>()
    asked.set(child, answer)
    child.say({ is: 'tell-figures' })
    setTimeout(answer.resolve, WITHIN_MS).unref()
    return answer.promise
  }
}
