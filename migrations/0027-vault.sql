-- Where identifiers live, and the keys under which everything sealed is sealed. Nothing here can be read without a key that is not here.
create schema vault;

-- Each wrapped by a key outside the database. The newest one that is active seals; all that are there open.
create table vault.data_key (
  id text primary key check (id ~ '^[0-9a-f]{8}$'),
  wrapped text,
  is_first boolean not null default false,
  made_at timestamptz not null,
  -- A little later than it was made: by then every program has it.
  active_from timestamptz not null,
  resealed_at timestamptz,
  destroyed_at timestamptz,
  check ((wrapped is null) = (destroyed_at is not null))
);
create unique index data_key_first on vault.data_key (is_first) where is_first;

-- How far everything sealed has been sealed anew under a key: one row for each column, `at` the last row done of the pass under way.
create table vault.resealing (
  key_id text not null references vault.data_key,
  place text not null,
  at text[],
  resealed bigint not null default 0,
  is_clean_so_far boolean not null default true,
  done_at timestamptz,
  primary key (key_id, place)
);

-- National identifiers and bank accounts, and nowhere else. `about` is the journey an account was given in; a person's own identifier has none.
create table vault.entry (
  person_id uuid not null,
  token uuid not null,
  kind text not null,
  sealed_value text not null,
  value_index text not null,
  about uuid,
  kept_at timestamptz not null,
  primary key (person_id, token)
);
create index entry_value on vault.entry (value_index);
create index entry_about on vault.entry (person_id, about) where about is not null;

-- What was sealed in `people.person` stays sealed as it is: its key is the first one.
alter table people.person add column national_id_token uuid;
update people.person set national_id_token = gen_random_uuid() where national_id_sealed is not null;
insert into vault.entry (person_id, token, kind, sealed_value, value_index, kept_at)
  select person_id, national_id_token, 'national-id', national_id_sealed, national_id_index, met_at
  from people.person where national_id_token is not null;
drop index people.person_national_id;
alter table people.person drop column national_id_sealed, drop column national_id_index;
