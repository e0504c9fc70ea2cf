create schema mailbox;

create table mailbox.message (
  person_id uuid not null,
  id uuid not null,
  about text not null,
  sender text not null,
  service text not null,
  kind text not null check (kind in ('received', 'decided', 'notice')),
  language text not null,
  subject jsonb not null,
  text jsonb not null,
  delivered_at timestamptz not null,
  read_at timestamptz,
  archived_at timestamptz,
  primary key (person_id, id)
);
create index message_newest on mailbox.message (person_id, delivered_at desc, id);
create index message_about on mailbox.message (person_id, about);

-- Where a person wants to be told that a message is waiting; sealed, and absent for those who did not ask.
create table mailbox.notice_address (
  person_id uuid primary key,
  sealed text not null,
  since timestamptz not null
);

-- A row once the notice of a message has left the house.
create table mailbox.notice (
  person_id uuid not null,
  message_id uuid not null,
  sent_at timestamptz not null,
  primary key (person_id, message_id)
);
