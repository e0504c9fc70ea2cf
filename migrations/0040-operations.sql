create schema operations;

-- What each process says of itself, every few seconds. It is worth nothing after a restart, so it is not written ahead.
create table operations.report (
  process text primary key,
  reported_at timestamptz not null,
  figures jsonb not null
);
alter table operations.report set unlogged;

-- How each part of the service does now, and since when.
create table operations.part (
  part text primary key,
  state text not null check (state in ('working', 'slow', 'down')),
  since timestamptz not null
);

-- Minutes of each day in which a part was looked at, slow or down. Minutes count from 1970.
create table operations.day (
  part text not null,
  day date not null,
  seen integer not null default 0,
  slow integer not null default 0,
  down integer not null default 0,
  last_minute bigint not null,
  primary key (part, day)
);

-- Work on the service that was announced before.
create table operations.planned_work (
  id uuid primary key,
  part text not null,
  words jsonb not null,
  begins_at timestamptz not null,
  ends_at timestamptz not null check (ends_at > begins_at),
  announced_at timestamptz not null,
  announced_by uuid not null,
  withdrawn_at timestamptz
);
create index planned_work_ends_at on operations.planned_work (ends_at) where withdrawn_at is null;

-- Everybody may read how it runs; the program alone writes it.
grant usage on schema operations to portico_app;
select platform.shared_rows('operations.report', 'operations.report');
select platform.shared_rows('operations.part', 'operations.report');
select platform.shared_rows('operations.day', 'operations.report');
select platform.shared_rows('operations.planned_work', 'operations.plan');
