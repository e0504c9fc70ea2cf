import { AT_ONCE, type Farewell } from '#platform'

/** What was brought up, in order, as steps that take it down again. */
export type Undo = (() => unknown)[]

/** Brings up something that says farewell before all is taken down; what fails half-way is taken down as well. */
export async function running<T extends { bidFarewell(farewell: Farewell): Promise<void> }>(
  bringUp: (undo: Undo) => Promise<T>,
): Promise<Omit<T, 'bidFarewell'> & { stop(farewell?: Farewell): Promise<void> }> {
  const undo: Undo = []
  const takeDown = async () => {
    for (const step of undo.splice(0).reverse()) await step()
  }
  try {
    const { bidFarewell, ...up } = await bringUp(undo)
    return {
      ...up,
      async stop(farewell = AT_ONCE) {
        await bidFarewell(farewell)
        await takeDown()
      },
    }
  } catch (error) {
    await takeDown()
    throw error
  }
}
