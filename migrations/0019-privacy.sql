-- A lookup without a purpose and a ground is not written down, and what is not written down is not asked.
alter table registers.lookup add constraint lookup_law_is_cited check (law is null or btrim(law) <> '');

-- A consent is a record with the fields of ISO/IEC TS 27560: what was agreed to never changes; what became of it is told by its moments.
alter table people.consent add column terms jsonb;
alter table people.consent add column channel text not null default 'web';
create table people.consent_moment (
  person_id uuid not null,
  consent_id uuid not null,
  seq bigint generated always as identity,
  kind text not null check (kind in ('given', 'refreshed', 'withdrawn')),
  channel text not null,
  by text not null,
  at timestamptz not null,
  valid_until timestamptz not null,
  primary key (person_id, consent_id, seq),
  foreign key (person_id, consent_id) references people.consent
);
insert into people.consent_moment (person_id, consent_id, kind, channel, by, at, valid_until)
  select person_id, consent_id, 'given', 'web', person_id::text, given_at, valid_until from people.consent;
insert into people.consent_moment (person_id, consent_id, kind, channel, by, at, valid_until)
  select person_id, consent_id, 'withdrawn', 'web', person_id::text, withdrawn_at, valid_until from people.consent
  where withdrawn_at is not null;

alter table people.officer drop constraint officer_role_check;
alter table people.officer add constraint officer_role_check
  check (role in ('officer', 'service-owner', 'customer-experience', 'privacy-officer'));

create schema privacy;

-- A person's question about one look at their data. The look is kept as it stood in the log, the words are sealed.
create table privacy.inquiry (
  person_id uuid not null,
  id uuid not null,
  reference text not null,
  look bigint not null,
  looked jsonb not null,
  agency text not null,
  language text not null,
  sealed_question text not null,
  asked_at timestamptz not null,
  due_on date not null,
  finding text check (finding in ('in-order', 'not-in-order')),
  sealed_answer text,
  answered_by text,
  officer_name text,
  answered_at timestamptz,
  primary key (person_id, id),
  unique (person_id, look),
  unique (person_id, reference),
  check (num_nonnulls(finding, sealed_answer, answered_by, answered_at) in (0, 4))
);
create index inquiry_agency on privacy.inquiry (agency, due_on, id) where answered_at is null;
create index inquiry_id on privacy.inquiry (id);

-- An officer's lookup without a case: written down with its reason before anything is asked.
create table privacy.emergency (
  person_id uuid not null,
  id uuid not null,
  agency text not null,
  officer text not null,
  officer_name text not null,
  query text not null,
  law text not null,
  sealed_reason text not null,
  stated_at timestamptz not null,
  primary key (person_id, id)
);
create index emergency_agency on privacy.emergency (agency, stated_at desc);
-- The colleagues an emergency was told to; two at the least.
create table privacy.alert (
  person_id uuid not null,
  emergency_id uuid not null,
  officer_id uuid not null,
  told_at timestamptz not null,
  primary key (person_id, emergency_id, officer_id),
  foreign key (person_id, emergency_id) references privacy.emergency
);

-- What went wrong with people's data, and who was told of it: each person once.
create table privacy.incident (
  id text primary key,
  agency text not null,
  subject jsonb not null,
  text jsonb not null,
  looks jsonb not null,
  found integer not null,
  declared_at timestamptz not null
);
create table privacy.incident_notice (
  person_id uuid not null,
  incident_id text not null references privacy.incident,
  told_at timestamptz not null,
  primary key (person_id, incident_id)
);
