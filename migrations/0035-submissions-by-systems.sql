-- Other departments' systems that send requests for people, and what they sent.

-- A system of an agency, let in by an operator for these services and no others. Its private key never comes here.
create table people.system (
  system_id uuid primary key,
  name text not null,
  agency text not null,
  services text[] not null check (cardinality(services) > 0),
  public_key jsonb not null,
  registered_at timestamptz not null,
  revoked_at timestamptz
);
create unique index system_name on people.system (name) where revoked_at is null;

-- Found by the fingerprint of the token; the token itself is nowhere kept.
create table people.system_token (
  token_index text primary key,
  system_id uuid not null references people.system,
  issued_at timestamptz not null,
  ends_at timestamptz not null
);
create index system_token_ended on people.system_token (ends_at);

-- A signed assertion buys one token: its id is kept as long as it could be shown again.
create table people.system_assertion (
  system_id uuid not null references people.system,
  assertion_index text not null,
  ends_at timestamptz not null,
  primary key (system_id, assertion_index)
);
create index system_assertion_ended on people.system_assertion (ends_at);

-- What a system sent under which key: the same key is the same submission, for as long as the submission is kept.
create table journeys.sending (
  system_id uuid not null,
  -- SHA-256 of the key, base64url
  key_hash text not null,
  -- SHA-256 of all that was asked, base64url
  digest text not null,
  person_id uuid not null,
  submission_id uuid not null,
  primary key (system_id, key_hash)
);
create index sending_person on journeys.sending (person_id);

-- Who may see and write what. Systems are let in and looked up by one piece of the program, and send by another.
select platform.close_rows('people.system');
select platform.let_system('people.system', 'people.systems', 'select', 'insert', 'update');
grant select, insert, update (revoked_at) on people.system to portico_app;
select platform.close_rows('people.system_token');
select platform.let_system('people.system_token', 'people.systems', 'select', 'insert', 'delete');
grant select, insert, delete on people.system_token to portico_app;
select platform.close_rows('people.system_assertion');
select platform.let_system('people.system_assertion', 'people.systems', 'select', 'insert', 'delete');
grant select, insert, delete on people.system_assertion to portico_app;

select platform.own_rows('journeys.sending', 'select, insert');
create policy "not by oneself" on journeys.sending as restrictive for insert with check (platform.acting_person() is null);
select platform.let_system('journeys.sending', 'journeys.submissions', 'select', 'insert');
-- What a submission needs: whom it is for, and all that is written with it. It changes nothing that is there, and reads nobody's mail.
select platform.let_system('people.person', 'journeys.submissions', 'select', 'insert');
select platform.let_system('journeys.submission', 'journeys.submissions', 'select', 'insert');
select platform.let_system('cases.case_file', 'journeys.submissions', 'select', 'insert');
select platform.let_system('cases.task', 'journeys.submissions', 'select', 'insert');
select platform.let_system('cases.decision', 'journeys.submissions', 'select');
select platform.let_system('mailbox.message', 'journeys.submissions', 'insert');
select platform.let_system('mailbox.notice_address', 'journeys.submissions', 'select');
select platform.let_system('feedback.invitation', 'journeys.submissions', 'insert');
