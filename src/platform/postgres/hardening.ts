/**
 * What only the server's administrator can take from the application's role in a database, as SQL. A statement of ours is always
 * one statement with parameters, so that nothing put into it can be a SET; without `set_config` no expression can change for whom
 * the database is asked either. Nor may it make anything of its own, not even for the while of a connection.
 */
export function hardening(database: string): string {
  return `
    revoke temporary on database ${database} from public;
    revoke execute on function pg_catalog.set_config(text, text, boolean) from public;
    grant execute on function pg_catalog.set_config(text, text, boolean) to portico;`
}
