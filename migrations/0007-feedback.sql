create schema feedback;

-- Each matter may be answered once a moment; the unique key is what keeps it so.
create table feedback.invitation (
  person_id uuid not null,
  id uuid not null,
  about text not null,
  service text not null,
  agency text not null,
  moment text not null check (moment in ('sent', 'decided')),
  channel text not null,
  invited_at timestamptz not null,
  skipped_at timestamptz,
  primary key (person_id, id),
  unique (person_id, about, moment)
);

create table feedback.answer (
  person_id uuid not null,
  invitation_id uuid not null,
  ease smallint not null check (ease between 1 and 7),
  effectiveness smallint check (effectiveness between 1 and 5),
  comment text,
  wording text not null,
  language text not null,
  channel text not null,
  moment text not null,
  given_at timestamptz not null,
  primary key (person_id, invitation_id),
  foreign key (person_id, invitation_id) references feedback.invitation (person_id, id)
);
