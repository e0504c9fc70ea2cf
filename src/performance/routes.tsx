import type { Service } from '#catalogue'
import { anyone, officer } from '#people'
import { data, fromReplica, page, Refusal, routesOf, say } from '#platform'
import { type Measured, measureServices } from './measure-services.ts'
import { offerCounts } from './offers/offer-count-store.ts'
import { OffersPage } from './offers/offers-page.tsx'
import { offerWords } from './offers/words.ts'
import { tableFile } from './table-file.ts'
import { ServicePage, ServicesPage } from './views.tsx'
import { words } from './words.ts'
import type { PerformanceWorld } from './world.ts'

const route = routesOf<PerformanceWorld>()

export const performanceRoutes = [
  route('GET /work/offers', {
    who: officer,
    async answer({ world, visit: { language } }) {
      const byName = new Intl.Collator(language).compare
      const services = [...world.catalogue.services.values()]
        .filter(({ startsOn }) => startsOn)
        .sort((left, right) => byName(say(left.name, language), say(right.name, language)))
      const body = <OffersPage services={services} counts={await offerCounts(world)} language={language} />
      return page(body, { title: offerWords(language)('title'), back: '/work/services' })
    },
  }),
  route('GET /performance', {
    who: anyone,
    async answer({ world, visit: { language } }) {
      const byName = new Intl.Collator(language).compare
      const services = [...world.catalogue.services.values()].sort((left, right) =>
        byName(say(left.name, language), say(right.name, language)),
      )
      const body = (
        <ServicesPage measured={await fromReplica(world, reading => measureServices(reading, services))} language={language} />
      )
      return page(body, { title: words(language)('title') })
    },
  }),
  route('GET /performance/:service', {
    who: anyone,
    async answer({ world, params, visit: { language } }) {
      const measured = await measureOne(world, params.service!)
      const title = words(language)('service-title', { service: say(measured.service.name, language) })
      return page(<ServicePage measured={measured} language={language} />, { title, back: '/performance' })
    },
  }),
  route('GET /performance/:service/data.csv', {
    who: anyone,
    async answer({ world, params }) {
      return data('text/csv; charset=utf-8', tableFile(await measureOne(world, params.service!)))
    },
  }),
]

/** @throws Refusal when there is no such service */
async function measureOne(world: PerformanceWorld, id: string): Promise<Measured> {
  const service: Service | undefined = world.catalogue.services.get(id)
  if (!service) throw new Refusal('SERVICE_NOT_MEASURED', 404, language => words(language)('no-service'))
  const [measured] = await fromReplica(world, reading => measureServices(reading, [service]))
  return measured!
}
