create schema journeys;

create table journeys.draft (
  person_id uuid not null,
  id uuid not null,
  kind text not null check (kind in ('service', 'life-event')),
  subject text not null,
  chosen text[],
  sealed_answers text not null,
  told jsonb not null default '{}',
  lookups jsonb not null default '{}',
  confirmed boolean not null default false,
  channel text not null,
  language text not null,
  submission_key uuid not null,
  started_at timestamptz,
  created_at timestamptz not null,
  saved_at timestamptz not null,
  sent_at timestamptz,
  primary key (person_id, id)
);
create index draft_open on journeys.draft (person_id, saved_at desc) where sent_at is null;

create table journeys.submission (
  person_id uuid not null,
  id uuid not null,
  draft_id uuid not null,
  reference text not null,
  key uuid not null,
  digest text not null,
  kind text not null,
  subject text not null,
  language text not null,
  channel text not null,
  sealed_answers text not null,
  requests jsonb not null,
  feedback_id uuid,
  sent_at timestamptz not null,
  primary key (person_id, id),
  unique (person_id, key),
  unique (person_id, reference),
  unique (person_id, draft_id)
);
