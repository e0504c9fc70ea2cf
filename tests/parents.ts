import { type Connections, openConnections } from '../dev/visitor/connections.ts'
import type { Typed } from '../dev/visitor/fill-form.ts'
import type { Surroundings } from '../dev/visitor/surroundings.ts'
import { newVisitor, signIn } from '../dev/visitor/visitor.ts'
import { walkToCheck } from '../dev/visitor/walk-journey.ts'

/** Somebody with a new child who has answered everything and not yet sent it. */
export interface Parent {
  /** Sends, or sends again. @returns the reference they are told; rejects when nobody answers */
  send(): Promise<string | undefined>
}

const GOAL = '/life-events/having-a-child'
const AT_ONCE = 8

/** What every parent types, wherever a register has not answered. */
const typed: Typed = {
  'services[]': ['child-benefit', 'childcare-place'],
  'consent[]': 'tax.assessed-income',
  'child.givenNames': 'Freja',
  'child.familyName': 'Mensah',
  'child.bornOn-day': '2',
  'child.bornOn-month': '11',
  'child.bornOn-year': '2026',
  'child.bornAt': 'Fairhaven Infirmary',
  'child.sex': 'female',
  'child.hasOtherParent': 'no',
  'household.livesWithPartner': 'no',
  'household.incomeLastYear': '41,000',
  'applicant.bankAccount': 'DE89370400440532013000',
  'applicant.telephone': '+33 1 23 45 67 89',
  'childcare.startsOn-day': '1',
  'childcare.startsOn-month': '9',
  'childcare.startsOn-year': String(new Date().getFullYear() + 1),
  'childcare.daysPerWeek': '4',
  'childcare.kind[]': 'nursery',
  'childcare.hasNeeds': 'no',
}

/** Parents of the synthetic population, each with a browser of their own. */
export function openParents({ site, identityProvider }: Pick<Surroundings, 'site' | 'identityProvider'>) {
  const service = new URL(site)
  const connections = new Map<string, Connections>()
  for (const url of [service, new URL(identityProvider)])
    connections.set(url.origin, openConnections({ hostname: url.hostname, port: Number(url.port) }))

  async function prepare(number: number): Promise<Parent> {
    const visitor = newVisitor({ connections })
    const start = await signIn(visitor, { site: service, subject: `population-${number}`, goal: GOAL })
    const { action, form } = await walkToCheck(visitor, start, typed)
    return {
      async send() {
        const { location } = await visitor.ask(action, form)
        return location && /^\/receipts\/([^/]+)$/.exec(location)?.[1]
      },
    }
  }

  return {
    /** So many parents, each at their page to check. */
    async ready(count: number): Promise<Parent[]> {
      const parents: Parent[] = []
      for (let from = 0; from < count; from += AT_ONCE) {
        const some = Array.from({ length: Math.min(AT_ONCE, count - from) }, (_, at) => prepare(from + at))
        parents.push(...(await Promise.all(some)))
      }
      return parents
    },
    /** Somebody looks at the first page. */
    look: () => newVisitor({ connections }).visit(new URL('/', service)),
    close: () => connections.forEach(one => void one.close()),
  }
}
