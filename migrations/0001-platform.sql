create schema platform;

create table platform.event (
  seq bigint generated always as identity,
  tx_id xid8 not null default pg_current_xact_id(),
  at timestamptz not null,
  kind text not null,
  about text not null,
  person_id uuid,
  by text not null,
  facts jsonb not null default '{}',
  primary key (tx_id, seq)
);
create index event_about on platform.event (about, seq);
create index event_person on platform.event (person_id, seq);

create function platform.refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '% is append-only', tg_table_name using errcode = 'integrity_constraint_violation';
end $$;
create trigger event_append_only before update or delete on platform.event for each row execute function platform.refuse_change();
create trigger event_no_truncate before truncate on platform.event for each statement execute function platform.refuse_change();

create table platform.consumer (
  name text primary key,
  tx_id xid8 not null default '0',
  seq bigint not null default 0
);
