create schema performance;

-- Counted from the event log by `performance.count`. No person stands here: counting needs none.
create table performance.attempt (
  journey text not null,
  service text not null,
  channel text not null,
  started_at timestamptz not null,
  last_at timestamptz not null,
  submitted_at timestamptz,
  primary key (journey, service)
);
create index attempt_of_service on performance.attempt (service, started_at);

create table performance.matter (
  case_id text primary key,
  service text not null,
  opened_at timestamptz not null,
  due_on date,
  ended_at timestamptz,
  ending text check (ending in ('decided', 'withdrawn', 'closed'))
);
create index matter_of_service on performance.matter (service, opened_at);

create table performance.asked (
  matter text not null,
  moment text not null,
  service text not null,
  asked_at timestamptz not null,
  wording text,
  ease smallint,
  effectiveness smallint,
  answered_at timestamptz,
  primary key (matter, moment)
);
create index asked_of_service on performance.asked (service, moment, asked_at);
