create schema documents;

-- `jws` is the document; the other columns only find it and say what became of it.
create table documents.document (
  person_id uuid not null,
  id uuid not null,
  about text not null,
  code text not null,
  document text not null,
  issuer text not null,
  name jsonb not null,
  jws text not null,
  issued_at timestamptz not null,
  revoked_at timestamptz,
  revoked_by text,
  revoked_because jsonb,
  times_verified integer not null default 0,
  last_verified_at timestamptz,
  primary key (person_id, id)
);
create index document_newest on documents.document (person_id, issued_at desc, id);
create index document_about on documents.document (person_id, about);
-- A code is 128 random bits: found here, unique by chance alone, so that no unique key has to span all people.
create index document_code on documents.document (code);
