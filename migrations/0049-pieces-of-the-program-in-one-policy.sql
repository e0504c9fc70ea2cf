-- A statement pays for every policy of its tables, also for those that are somebody else's: all pieces of the program that may do one
-- thing with a table now stand in one policy, by name, instead of in one each.

-- Which pieces of the program may do this with everybody's rows of a table, as actors: `system NAME`.
create function platform.systems_let(what regclass, command text) returns text[] language sql stable as $$
  select coalesce(
    (select substring(pg_get_expr(coalesce(p.polqual, p.polwithcheck), p.polrelid) from $r$ANY \('(\{.*\})'::text\[\]\)$r$)::text[]
     from pg_policy p where p.polrelid = what and p.polname = 'pieces of the program ' || command),
    '{}')
$$;

create or replace function platform.let_system(what regclass, name text, variadic may text[]) returns void language plpgsql as $$
declare
  command text;
  allowed text[];
begin
  foreach command in array may loop
    allowed := array(select unnest(platform.systems_let(what, command)) union select 'system ' || name order by 1);
    execute format('drop policy if exists %I on %s', 'pieces of the program ' || command, what);
    execute format('create policy %I on %s for %s %s (current_setting(''portico.actor'', true) = any (%L::text[]))',
      'pieces of the program ' || command, what, command, case command when 'insert' then 'with check' else 'using' end, allowed);
  end loop;
end $$;

do $$
declare one record;
begin
  for one in
    select p.polrelid::regclass as what, p.polname as policy, found.name,
           case p.polcmd when 'r' then 'select' when 'a' then 'insert' when 'w' then 'update' when 'd' then 'delete' end as command
    from pg_policy p
    cross join lateral (select (regexp_match(pg_get_expr(coalesce(p.polqual, p.polwithcheck), p.polrelid),
                                             '^\(platform\.acting_system\(\) = ''([^'']+)''::text\)$'))[1] as name) found
    where p.polpermissive and found.name is not null and p.polname = found.name || ' ' ||
          case p.polcmd when 'r' then 'select' when 'a' then 'insert' when 'w' then 'update' when 'd' then 'delete' end
  loop
    execute format('drop policy %I on %s', one.policy, one.what);
    perform platform.let_system(one.what, one.name, one.command);
  end loop;
end $$;
