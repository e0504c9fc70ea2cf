export { checkDatabase, type DatabaseUse } from './check-database.ts'
export { StartFault, type StartFaultCode } from './start-fault.ts'
export { addressIn, type RunningPostgres, startPostgres } from './start-postgres.ts'
