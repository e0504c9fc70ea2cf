import { isDeepStrictEqual } from 'node:util'
import { heldFacts, type OpeningWorld } from '#cases'
import { allStaff, mandateTies, type StaffRecord } from '#people'
import { as, blindIndex, record, transaction, type World } from '#platform'
import { keepSingled, type LoggedLook, looksSince, REVIEWER } from './review-store.ts'
import { type OfficerLook, type Singled, singleOut, type Ties } from './single-out.ts'

const DAY_MS = 86_400_000
/** Of so many looks one is drawn by lot. */
const LOT_OF = 500

/** How much was gone through, and how much of it stands on a list now. */
export interface LooksReviewed {
  readonly looks: number
  readonly found: number
  /** Of them those that did not stand there before. */
  readonly added: number
}

/**
 * Goes through the looks of staff in the last days and puts what should be looked into on the privacy officers' lists, with the reasons. Done
 * again it adds nothing twice.
 * @param days  how far back; two cover a night that was missed
 */
export async function reviewLooks(asked: OpeningWorld, days = 2): Promise<LooksReviewed> {
  const world = as(asked, REVIEWER)
  const staff = new Map((await allStaff(world)).map(one => [one.id, one]))
  const since = new Date(world.now().getTime() - days * DAY_MS)
  const logged = await looksSince(world, [...staff.keys()], since)
  const looks = logged.map(look => withOfficer(look, staff.get(look.officer)!))
  const ties = await tiesOf(world, looks, [...staff.values()])
  const found = singleOut(looks, { ties, closedDays: world.closedDays, isDrawn: look => isDrawn(world, look) })
  let added = 0
  for (const one of found) if (await keep(world, one, staff.get(one.officer)!.name)) added += 1
  return { looks: looks.length, found: found.length, added }
}

function withOfficer(look: LoggedLook, { personId, agency }: StaffRecord): OfficerLook {
  return { ...look, officerPerson: personId, agency }
}

function keep(world: World, found: Singled, officerName: string): Promise<boolean> {
  return transaction(world, async tx => {
    const isNew = await keepSingled(tx, found, officerName)
    const { officer: about, agency, kind, day, reasons } = found
    if (isNew) await record(tx, { kind: 'looks.singled-out', about, by: 'system', facts: { agency, kind, day, reasons } })
    return isNew
  })
}

/** Nobody can reckon beforehand which look is drawn, and drawn again it is the same. */
function isDrawn(world: World, look: number): boolean {
  return Buffer.from(blindIndex(world, `lot ${look}`), 'base64url').readUInt32BE() % LOT_OF === 0
}

async function tiesOf(world: OpeningWorld, looks: readonly OfficerLook[], staff: readonly StaffRecord[]): Promise<Ties> {
  const looking = [...new Set(looks.map(({ officerPerson }) => officerPerson))]
  const family = new Set(
    (await mandateTies(world, looking)).flatMap(({ giver, holder }) => [`${giver} ${holder}`, `${holder} ${giver}`]),
  )
  const working = new Set(staff.filter(({ isAtWork }) => isAtWork).map(({ agency, personId }) => `${agency} ${personId}`))
  const neighbours = await neighboursOf(world, looks)
  return {
    isFamily: (officer, person) => family.has(`${officer} ${person}`),
    isColleague: (agency, person) => working.has(`${agency} ${person}`),
    isNeighbour: (officer, person) => neighbours.has(`${officer} ${person}`),
  }
}

/** Only where an officer has told us an address of their own, in a request of theirs, is there anything to compare. */
async function neighboursOf(world: OpeningWorld, looks: readonly OfficerLook[]): Promise<ReadonlySet<string>> {
  const neighbours = new Set<string>()
  for (const [officer, theirs] of Map.groupBy(looks, ({ officerPerson }) => officerPerson)) {
    const own = await addressesOf(world, officer)
    if (own.length === 0) continue
    for (const person of new Set(theirs.map(look => look.person))) {
      const others = await addressesOf(world, person)
      if (others.some(other => own.some(one => isDeepStrictEqual(one, other)))) neighbours.add(`${officer} ${person}`)
    }
  }
  return neighbours
}

async function addressesOf(world: OpeningWorld, person: string): Promise<unknown[]> {
  const held = await heldFacts(world, person)
  return held.filter(({ fact, value }) => fact.type === 'address' && value !== null).map(({ value }) => value)
}
