create schema cases;

create table cases.case_file (
  person_id uuid not null,
  id uuid not null,
  reference text not null,
  submission_id uuid not null,
  submission_reference text not null,
  service text not null,
  version integer not null,
  agency text not null,
  channel text not null,
  language text not null,
  state text not null check (state in ('waiting-on-other', 'open', 'decided')),
  follows text,
  sealed_facts text not null,
  received_at timestamptz not null,
  due_on date not null,
  -- its place among the requests of its submission, from 0
  position smallint not null,
  primary key (person_id, id),
  unique (person_id, reference),
  unique (person_id, submission_id, service)
);
create index case_file_id on cases.case_file (id);
create index case_file_latest on cases.case_file (person_id, received_at desc);
create index case_file_worklist on cases.case_file (agency, due_on, id) where state = 'open';

create table cases.task (
  person_id uuid not null,
  case_id uuid not null,
  task text not null,
  agency text not null,
  due_on date not null,
  done_at timestamptz,
  done_by text,
  primary key (person_id, case_id, task),
  foreign key (person_id, case_id) references cases.case_file
);

create table cases.assessment (
  person_id uuid not null,
  case_id uuid not null,
  outcome text not null check (outcome in ('grant', 'refuse', 'officer')),
  because text,
  sealed_trace text not null,
  judged_on date not null,
  assessed_at timestamptz not null,
  primary key (person_id, case_id),
  foreign key (person_id, case_id) references cases.case_file
);

create table cases.decision (
  person_id uuid not null,
  case_id uuid not null,
  outcome text not null check (outcome in ('granted', 'refused', 'closed')),
  because text,
  words jsonb,
  by text not null,
  officer_name text,
  sealed_reason text,
  pays_minor bigint,
  pays_currency text,
  pays_every text,
  documents jsonb not null default '[]',
  decided_at timestamptz not null,
  primary key (person_id, case_id),
  foreign key (person_id, case_id) references cases.case_file
);

create view cases.sheet as
  select c.person_id, c.id, c.reference, c.submission_id, c.submission_reference, c.service, c.version, c.agency, c.channel,
         c.language, c.state, c.follows, c.received_at, c.due_on, c.position,
         d.outcome, d.because, d.words, d.by as decided_by, d.officer_name, d.sealed_reason, d.pays_minor, d.pays_currency,
         d.pays_every, coalesce(d.documents, '[]') as documents, d.decided_at,
         (select count(*) from cases.task t
          where t.person_id = c.person_id and t.case_id = c.id and t.done_at is null) as open_tasks
  from cases.case_file c
  left join cases.decision d on d.person_id = c.person_id and d.case_id = c.id;
