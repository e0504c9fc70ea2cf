-- What people hand in. Name and bytes are sealed. A file belongs to the journey it was handed in for until that is sent, and goes
-- with it when it is thrown away; once sent it is kept as long as the case that holds it as an answer.
create table documents.file (
  person_id uuid not null,
  id uuid not null,
  about uuid not null,
  sealed_name text not null,
  type text not null,
  size integer not null check (size > 0),
  scan text not null check (scan in ('clean', 'not-scanned')),
  sealed_bytes bytea not null,
  kept_at timestamptz not null,
  sent_at timestamptz,
  primary key (person_id, id)
);
create index file_about on documents.file (person_id, about);
-- Sealed bytes do not get smaller: nothing is gained by trying.
alter table documents.file alter column sealed_bytes set storage external;
