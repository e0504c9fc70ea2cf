create schema people;

-- Found before the person is known, by what the provider calls them; everything else is found by person_id.
create table people.person (
  person_id uuid primary key,
  issuer text not null,
  subject text not null,
  given_names text not null,
  family_name text not null,
  language text not null,
  born_on date,
  national_id_sealed text,
  national_id_index text,
  met_at timestamptz not null,
  unique (issuer, subject),
  check ((national_id_sealed is null) = (national_id_index is null))
);
create index person_national_id on people.person (national_id_index) where national_id_index is not null;

-- Found before the person is known, by the fingerprint of the browser's secret; the secret itself is nowhere kept.
create table people.session (
  session_id uuid primary key,
  secret_index text not null unique,
  attempt_index text not null unique,
  person_id uuid not null references people.person,
  level text not null check (level in ('low', 'substantial', 'high')),
  provider_session text,
  id_token_sealed text,
  started_at timestamptz not null,
  seen_at timestamptz not null,
  ends_at timestamptz not null,
  ended_at timestamptz,
  check (ended_at is null or id_token_sealed is null)
);
create index session_person on people.session (person_id, started_at desc);
create index session_provider on people.session (provider_session) where ended_at is null and provider_session is not null;

create table people.sign_out_notice (
  notice_id text primary key,
  heard_at timestamptz not null
);

create table people.officer (
  officer_id uuid primary key,
  person_id uuid not null unique references people.person,
  agency text not null,
  role text not null check (role in ('officer', 'service-owner', 'customer-experience')),
  appointed_at timestamptz not null,
  dismissed_at timestamptz
);

create table people.consent (
  person_id uuid not null references people.person,
  consent_id uuid not null,
  query text not null,
  facts text[] not null check (cardinality(facts) > 0),
  purpose jsonb not null,
  service text not null,
  matter uuid,
  wording text not null,
  language text not null,
  given_at timestamptz not null,
  valid_until timestamptz not null check (valid_until > given_at),
  withdrawn_at timestamptz,
  primary key (person_id, consent_id)
);
create index consent_given on people.consent (person_id, given_at desc);
