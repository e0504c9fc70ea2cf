-- Somebody known to several identity providers: how else they sign in, besides the way they first came by.
create table people.identity (
  issuer text not null,
  subject text not null,
  person_id uuid not null references people.person,
  linked_at timestamptz not null,
  primary key (issuer, subject)
);
create index identity_person on people.identity (person_id);

-- The law knows two kinds of person. An organisation is known by its register, and nobody signs in as one.
alter table people.person add column kind text not null default 'natural' check (kind in ('natural', 'organisation'));

create table people.organisation (
  person_id uuid primary key references people.person,
  register text not null,
  number text not null,
  unique (register, number)
);

-- What one person lets another do for them. `person_id` gives it; nobody holds it until it is accepted.
create table people.mandate (
  person_id uuid not null references people.person,
  mandate_id uuid not null,
  holder_id uuid references people.person,
  relation text not null check (relation in ('parent', 'relative', 'carer', 'professional', 'mediator', 'director')),
  ground text not null check (ground in ('given', 'population-register', 'organisation-register')),
  acts text[] not null check (acts <@ array['see', 'prepare', 'send'] and 'see' = any (acts)),
  services text[] check (cardinality(services) > 0),
  given_at timestamptz not null,
  valid_from timestamptz not null,
  valid_until timestamptz not null check (valid_until > valid_from),
  code_index text unique,
  code_ends_at timestamptz,
  accepted_at timestamptz,
  ended_at timestamptz,
  ended_by text check (ended_by in ('giver', 'holder', 'system')),
  primary key (person_id, mandate_id),
  check (holder_id <> person_id),
  check ((holder_id is null) = (accepted_at is null)),
  check ((ended_at is null) = (ended_by is null)),
  check ((code_index is null) = (code_ends_at is null)),
  check (code_index is null or accepted_at is null)
);
create index mandate_holder on people.mandate (holder_id) where ended_at is null;

-- Codes that were typed and opened nothing: few are heard, so that none is guessed.
create table people.mandate_guess (
  person_id uuid not null references people.person,
  guess_id uuid not null,
  guessed_at timestamptz not null,
  primary key (person_id, guess_id)
);

alter table people.session
  add column issuer text,
  add column browser text not null default 'other other',
  add column channel text not null default 'web' check (channel in ('web', 'phone', 'counter')),
  add column acting_for uuid,
  add column mandate_id uuid,
  add foreign key (acting_for, mandate_id) references people.mandate (person_id, mandate_id),
  add check ((acting_for is null) = (mandate_id is null));
