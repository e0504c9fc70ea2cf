-- Keys: read and changed by the one piece of the program that keeps them. What stands here is wrapped.
select platform.close_rows('vault.data_key');
select platform.let_system('vault.data_key', 'platform.keys', 'select', 'insert', 'update');
grant select, insert, update on vault.data_key to portico_app;
select platform.close_rows('vault.resealing');
select platform.let_system('vault.resealing', 'platform.keys', 'select', 'insert', 'update');
grant select, insert, update on vault.resealing to portico_app;

-- Identifiers: kept and seen by their person; an agency sees those that were given in a journey by people who have a case there, and never
-- the one by which everything of a person could be joined.
select platform.own_rows('vault.entry', 'select, insert, delete, update (sealed_value, value_index)');
create policy "an agency's people" on vault.entry for select
  using (platform.acting_agency() is not null and about is not null and cases.works_for(person_id));
select platform.let_system('vault.entry', 'people.sign-in', 'select', 'insert', 'update');
select platform.let_system('vault.entry', 'privacy.ask', 'select');
select platform.let_system('vault.entry', 'privacy.emergency', 'select');
select platform.let_system('vault.entry', 'privacy.hold', 'select');
select platform.let_system('vault.entry', 'registers.provide', 'select');
select platform.goes_in_time('vault.entry');

-- Lets what keeps the keys seal a column anew, also where nobody else may change it.
create function platform.resealed(what regclass, sealed text) returns void language plpgsql as $$
begin
  perform platform.let_system(what, 'platform.keys', 'select', 'update');
  execute format('grant select, update (%I) on %s to portico_app', sealed, what);
  if exists (select from pg_policy where polrelid = what and polname = 'only in time update') then
    execute format('drop policy "only in time update" on %s', what);
    execute format('create policy "only in time update" on %s as restrictive for update
      using (platform.acting_system() in (''privacy.keep-retention'', ''upkeep'', ''platform.keys''))', what);
  end if;
end $$;
do $$
declare one record;
begin
  for one in
    select a.attrelid::regclass as what, min(a.attname) as first, array_agg(a.attname::text) as columns
    from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
    where c.relkind = 'r' and n.nspname !~ '^pg_' and n.nspname not in ('information_schema', 'graphile_worker')
      and a.attnum > 0 and not a.attisdropped and a.attname ~ '(^|_)sealed(_|$)' and a.atttypid in ('text'::regtype, 'bytea'::regtype)
    group by 1
  loop
    perform platform.resealed(one.what, one.first);
    execute format('grant update (%s) on %s to portico_app', array_to_string(one.columns, ', '), one.what);
  end loop;
end $$;
