-- The day on which the next of a decided case's facts is to be forgotten: null until it was reckoned, infinity when none is left.
alter table cases.case_file add column facts_until date;
create index case_file_facts_until on cases.case_file (facts_until) where state = 'decided' and facts_until is distinct from 'infinity';

alter table journeys.submission add column forgotten_at timestamptz;
alter table privacy.inquiry add column forgotten_at timestamptz;
alter table privacy.emergency add column forgotten_at timestamptz;

-- What a person erased: how many of what, and when. What it was stands nowhere any more.
create table privacy.erasure (
  person_id uuid not null,
  id uuid not null,
  counts jsonb not null,
  erased_at timestamptz not null,
  primary key (person_id, id)
);

-- While it stands nothing held of the person is erased, whoever asks. The reason is sealed.
create table privacy.hold (
  person_id uuid not null,
  id uuid not null,
  agency text not null,
  sealed_reason text not null,
  officer_id uuid not null,
  officer_name text not null,
  set_at timestamptz not null,
  lifted_at timestamptz,
  lifted_by uuid,
  primary key (person_id, id),
  check ((lifted_at is null) = (lifted_by is null))
);
create index hold_agency on privacy.hold (agency, set_at desc);
create index hold_standing on privacy.hold (person_id) where lifted_at is null;
