-- Whoever a correction is passed on to knows its person by the number in the vault.
select platform.let_system('vault.entry', 'privacy.pass-on-correction', 'select');

-- Sealed columns of tables that came beside the vault: what keeps the keys seals them anew, too.
do $$
declare one record;
begin
  for one in
    select a.attrelid::regclass as what, min(a.attname) as first, string_agg(quote_ident(a.attname), ', ') as columns,
           bool_or(exists (select from pg_policy p where p.polrelid = a.attrelid and p.polname = 'platform.keys update')) as is_let
    from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
    where c.relkind = 'r' and n.nspname !~ '^pg_' and n.nspname not in ('information_schema', 'graphile_worker')
      and a.attnum > 0 and not a.attisdropped and a.attname ~ '(^|_)sealed(_|$)' and a.atttypid in ('text'::regtype, 'bytea'::regtype)
    group by 1
  loop
    if not one.is_let then perform platform.resealed(one.what, one.first); end if;
    execute format('grant update (%s) on %s to portico_app', one.columns, one.what);
  end loop;
end $$;
