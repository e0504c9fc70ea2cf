-- Registers kept here, for agencies that have no system of their own. What they hold is declared in own-registers/*.yaml.
create table registers.own_entry (
  register text not null,
  entry_id uuid not null,
  agency text not null,
  -- Keyed fingerprints: of the key, of the words it is found by, and of the people it names.
  key_index text not null,
  word_indexes text[] not null,
  named_indexes text[] not null,
  entered_at timestamptz not null,
  primary key (register, entry_id),
  unique (register, key_index)
);
create index own_entry_words on registers.own_entry using gin (word_indexes);
create index own_entry_named on registers.own_entry using gin (named_indexes);

-- What was stated of an entry, for which days, and since when that is known here. What is stated later counts for the days it names;
-- what was stated before stays readable for ever.
create table registers.own_statement (
  register text not null,
  entry_id uuid not null,
  agency text not null,
  seq integer not null check (seq > 0),
  kind text not null check (kind in ('entered', 'corrected', 'ended')),
  valid_from date not null,
  valid_until date check (valid_until > valid_from),
  open_values jsonb,
  sealed_values text,
  reason_sealed text,
  by text not null,
  recorded_at timestamptz not null,
  primary key (register, entry_id, seq),
  foreign key (register, entry_id) references registers.own_entry,
  check ((kind = 'ended') = (open_values is null)),
  check ((open_values is null) = (sealed_values is null)),
  check ((kind = 'entered') = (reason_sealed is null))
);

create function registers.keep_statement() returns trigger language plpgsql as $$
begin
  raise exception 'what was stated in a register is not changed: state what is right' using errcode = 'integrity_constraint_violation';
end $$;
create trigger own_statement_kept before update or delete on registers.own_statement
  for each row execute function registers.keep_statement();

-- Files that were taken in whole, by their digest: the same one again changes nothing.
create table registers.own_import (
  register text not null,
  digest text not null,
  agency text not null,
  entries integer not null,
  by text not null,
  taken_at timestamptz not null,
  primary key (register, digest)
);

-- Whose rows: the agency's that keeps the register. What is told of it to journeys and to members, and to those whom an entry lets act for
-- an organisation, is read in the program's own names.
select platform.close_rows('registers.own_entry');
select platform.close_rows('registers.own_statement');
select platform.close_rows('registers.own_import');
grant select, insert, update (word_indexes, named_indexes) on registers.own_entry to portico_app;
grant select, insert on registers.own_statement, registers.own_import to portico_app;
create policy "its keeper's" on registers.own_entry using (agency = platform.acting_agency());
create policy "its keeper's" on registers.own_statement using (agency = platform.acting_agency());
create policy "its keeper's" on registers.own_import using (agency = platform.acting_agency());
select platform.let_system('registers.own_entry', 'registers.own', 'select');
select platform.let_system('registers.own_statement', 'registers.own', 'select');
select platform.let_system('registers.own_entry', 'registers.provide', 'select');
select platform.let_system('registers.own_statement', 'registers.provide', 'select');
select platform.let_system('registers.own_entry', 'registers.settle-mandates', 'select');
select platform.let_system('registers.own_statement', 'registers.settle-mandates', 'select');
