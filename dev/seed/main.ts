import { openWorld, readConfig, subscriptions } from '#app'
import { catchUp, openDatabase } from '#platform'
import { seedHistory } from './history.ts'
import { seedOffers } from './offers.ts'
import { appointStaff, meetNamedPeople } from './people.ts'
import { seedCompanies } from './registers.ts'
import { seedStories } from './stories.ts'

/**
 * Puts Fairhaven's people and some of their requests into an empty database, through the same verbs that pages call.
 * Run by the program at its first start; the outside comes in through the environment like everything else.
 */
const config = readConfig(process.env)
const db = openDatabase(config.databaseUrl!)
const world = await openWorld(config, { db }, { openIds: config.openIds, xRoad: config.xRoad! })

// An issuer is compared letter by letter: a URL object would add a slash to it.
const issuer = config.openIds[0]!.issuer.href.replace(/\/$/, '')
const people = await meetNamedPeople(world, issuer)
const officers = await appointStaff(world, people)
await seedCompanies(world, { officers })
await seedHistory(world, { issuer, officers })
await seedStories(world, people)
await seedOffers(world)
await catchUp(world, subscriptions)
await db.close()
