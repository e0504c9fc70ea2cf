import { ConfigFaults, readConfig } from './config.ts'
import type { Part } from './processes/part.ts'

const USAGE = `portico [start]                          bring everything up and serve; in several processes with --processes
portico restart                          replace the processes of a running Portico one by one; no request fails
portico migrate                          bring the database up to this release, and spread it with --distributed
portico import xgov|dmn FILE             turn a published form or decision model into a service file
portico services check [DIR]             check a government's folder; all faults at once
portico services facts                   list the facts, registers, agencies and life events a service may use
portico services schema KIND             print the JSON Schema of a kind of file, for editors
portico services walk [SERVICE…]         walk services with generated answers: coverage, shortest ways
portico services draw SERVICE            draw a service's journey, or its decision table, as SVG
portico services export FORMAT [SERVICE] print services in the field's own standards
portico services rehearse FILE           who would see, get or wait for something else under a version that is not live
portico services publish FILE            make a version live while the program runs, for everybody or a share
portico services release SERVICE VERSION give a published version to more, or to fewer
portico services take-back SERVICE       the version before it again, for those who start from now on
portico services versions SERVICE        what was published and released
portico registers check                  ask the registers whether we may ask them; about nobody
portico registers import REGISTER FILE   take a file of entries into a register kept here; --check only says what is wrong
portico officers appoint SUBJECT AGENCY  give a person who has signed in their work, see --help
portico officers dismiss SUBJECT         end it
portico systems register NAME AGENCY     let a department's system send requests for people, see --help
portico systems list                     which systems may
portico systems revoke NAME              let one in no more
portico consumers                        what hears the log, how far it is behind, and what it parked
portico consumers release NAME           have what it parked heard once more
portico log verify                       recompute the whole log and say what is not as it was sealed, see --help
portico log prove ID                     what a person can keep to show that an entry stands in the log
portico log check FILE --key KEY         hold such a proof to the log's key
portico looks review                     go through staff's looks now, as every night; see --help
portico incidents notify --file FILE     tell the people whose data was looked at, see --help
portico backup                           copy the database while it works, see --help; restore it to any second
portico backup rehearse                  restore the backup aside, look whether all is there, say how long it took
portico restore                          put a database back as it was at an instant
portico retention run                    erase what is past its retention; with --count only say how much, see --help
portico keys list                        the keys that seal what is kept, and how far a change of them has come
portico keys rotate                      a new key: it seals from now on, and all that is kept is sealed anew
portico keys rewrap                      wrap the keys with the root secret that holds now, after it was changed
portico keys destroy ID                  destroy an old key for good, see --help
portico help                             this text`

const [command = 'start', ...rest] = process.argv.slice(2)

try {
  process.exitCode = await run()
} catch (error) {
  process.exitCode = 1
  console.error(isForPeople(error) ? error.message : error)
}

async function run(): Promise<number> {
  switch (command) {
    case 'start':
      return (await import('./commands/start-command.ts')).startCommand(rest, set => readConfig({ ...process.env, ...set }))
    // One of several processes; a supervisor starts it, and nobody else.
    case 'part':
      return (await import('./commands/part-command.ts')).partCommand(readConfig(process.env), givenPart())
    case 'restart':
      return (await import('./commands/restart-command.ts')).restartCommand(readConfig(process.env))
    case 'migrate':
      return (await import('./commands/migrate-command.ts')).migrateCommand(readConfig(process.env), rest)
    case 'import':
      return (await import('./commands/import-command.ts')).importCommand(rest)
    case 'services':
      return (await import('./commands/services-command.ts')).servicesCommand(rest, () => readConfig(process.env))
    case 'registers':
      return (await import('./commands/registers-command.ts')).registersCommand(readConfig(process.env), rest)
    case 'officers':
      return (await import('./commands/officers-command.ts')).officersCommand(readConfig(process.env), rest)
    case 'consumers':
      return (await import('./commands/consumers-command.ts')).consumersCommand(readConfig(process.env), rest)
    case 'systems':
      return (await import('./commands/systems-command.ts')).systemsCommand(readConfig(process.env), rest)
    case 'log':
      return runLog(rest)
    case 'looks':
      return (await import('./commands/looks-command.ts')).looksCommand(readConfig(process.env), rest)
    case 'incidents':
      return (await import('./commands/incidents-command.ts')).incidentsCommand(readConfig(process.env), rest)
    case 'backup':
      return (await import('./commands/backup-command.ts')).backupCommand(readConfig(process.env), rest)
    case 'restore':
      return (await import('./commands/backup-command.ts')).restoreCommand(readConfig(process.env), rest)
    case 'retention':
      return (await import('./commands/retention-command.ts')).retentionCommand(readConfig(process.env), rest)
    case 'keys':
      return (await import('./commands/keys-command.ts')).keysCommand(readConfig(process.env), rest)
    case 'help':
      console.log(USAGE)
      return 0
    default:
      console.error(`There is no command "${command}".\n\n${USAGE}`)
      return 2
  }
}

function givenPart(): Part {
  return JSON.parse(process.env.PORTICO_PART ?? '')
}

async function runLog([verb, ...words]: string[]): Promise<number> {
  // A proof is checked without any configuration, and the whole log without more of it than where things are.
  const defaults = verb === 'check' ? {} : await (await import('./log-defaults.ts')).logDefaults(readConfig(process.env))
  if (verb === 'prove') return (await import('./commands/prove-command.ts')).proveCommand(words, defaults.database!)
  return (await import('./commands/log-command.ts')).logCommand(verb === undefined ? [] : [verb, ...words], defaults)
}

/** Faults whose message is written for the operator; anything else is a bug and shows where it happened. */
function isForPeople(error: unknown): error is Error {
  return (
    error instanceof ConfigFaults ||
    (error instanceof Error && ['StartFault', 'BackupFault', 'CatalogueFaults'].includes(error.name))
  )
}
