-- A person asks for one thing that is held of them to be corrected. Values and words are sealed.
create table privacy.correction (
  person_id uuid not null,
  id uuid not null,
  reference text not null,
  agency text not null,
  -- where the person saw it, and what it is there
  case_id uuid not null,
  service text not null,
  version integer not null,
  fact text not null,
  entry smallint not null,
  source text not null,
  language text not null,
  sealed_before text not null,
  sealed_wanted text not null,
  sealed_why text not null,
  asked_at timestamptz not null,
  due_on date not null,
  -- the correction at another agency that it follows from
  follows uuid,
  outcome text check (outcome in ('accepted', 'refused')),
  sealed_answer text,
  answered_by text,
  officer_name text,
  answered_at timestamptz,
  forgotten_at timestamptz,
  primary key (person_id, id),
  unique (person_id, reference),
  check (num_nonnulls(outcome, sealed_answer, answered_by, answered_at) in (0, 4))
);
-- Asked twice it is one request.
create unique index correction_open on privacy.correction (person_id, agency, fact, entry) where answered_at is null;
create index correction_agency on privacy.correction (agency, due_on, id) where answered_at is null;
create index correction_id on privacy.correction (id);

-- To whom outside an accepted correction is passed on, and when it left: the register it came from, members that had asked.
create table privacy.correction_notice (
  person_id uuid not null,
  correction_id uuid not null,
  id uuid not null,
  kind text not null check (kind in ('register', 'member')),
  recipient text not null,
  found_at timestamptz not null,
  sent_at timestamptz,
  primary key (person_id, correction_id, kind, recipient),
  foreign key (person_id, correction_id) references privacy.correction
);

-- What a case held before a fact of it was corrected.
create table cases.earlier_fact (
  person_id uuid not null,
  case_id uuid not null,
  correction_id uuid not null,
  fact text not null,
  entry smallint not null,
  source text not null,
  sealed_value text not null,
  corrected_at timestamptz not null,
  by text not null,
  officer_name text not null,
  primary key (person_id, case_id, correction_id, fact, entry),
  foreign key (person_id, case_id) references cases.case_file
);

-- A case that used a value which was then corrected: somebody must look at it again.
create table cases.recheck (
  person_id uuid not null,
  case_id uuid not null,
  correction_id uuid not null,
  agency text not null,
  raised_at timestamptz not null,
  settled_at timestamptz,
  settled_by text,
  primary key (person_id, case_id, correction_id),
  foreign key (person_id, case_id) references cases.case_file,
  check ((settled_at is null) = (settled_by is null))
);
create index recheck_agency on cases.recheck (agency, raised_at) where settled_at is null;

-- Looks of staff that a rule or the lot singled out, for the privacy officer: one row for an officer, a person and a day.
-- A row about an officer's whole day (kind 'day') stands under the officer's own person.
create table privacy.look_review (
  person_id uuid not null,
  id uuid not null,
  agency text not null,
  officer_id uuid not null,
  officer_name text not null,
  officer_person uuid not null,
  kind text not null check (kind in ('person', 'day')),
  day date not null,
  looks integer not null,
  -- the first of these looks in the log, and what was looked at
  look bigint not null,
  service text,
  reasons text[] not null check (cardinality(reasons) > 0),
  found_at timestamptz not null,
  finding text check (finding in ('in-order', 'not-in-order')),
  sealed_note text,
  reviewed_by uuid,
  reviewer_name text,
  reviewed_at timestamptz,
  forgotten_at timestamptz,
  primary key (person_id, id),
  unique (person_id, officer_id, day, kind),
  check (num_nonnulls(finding, sealed_note, reviewed_by, reviewed_at) in (0, 4))
);
create index look_review_agency on privacy.look_review (agency, found_at) where reviewed_at is null;
create index look_review_id on privacy.look_review (id);

-- Each stated emergency is reviewed by somebody else within 72 hours.
alter table privacy.emergency
  add column finding text check (finding in ('in-order', 'not-in-order')),
  add column sealed_review text,
  add column reviewed_by uuid,
  add column reviewer_name text,
  add column reviewed_at timestamptz,
  add check (num_nonnulls(finding, sealed_review, reviewed_by, reviewed_at) in (0, 4));
create index emergency_open on privacy.emergency (stated_at) where reviewed_at is null;

-- The nightly review reads the log by time; it costs the log's writers next to nothing.
create index event_at on platform.event using brin (at) with (pages_per_range = 32);

-- Corrections: asked by their person, answered by the agency; the rest is the program's own, from the queue.
select platform.own_rows('privacy.correction', 'select, insert, update (outcome, sealed_answer, answered_by, officer_name, answered_at)');
create policy "an agency's" on privacy.correction for select using (agency = platform.acting_agency());
create policy "an agency answers" on privacy.correction for update using (agency = platform.acting_agency());
create policy "not one's own" on privacy.correction as restrictive for update using (platform.acting_person() is null);
create policy "asked and no more" on privacy.correction as restrictive for insert with check (answered_at is null or platform.acting_system() = 'upkeep');
select platform.let_system('privacy.correction', 'privacy.pass-on-correction', 'select', 'insert');
select platform.goes_in_time('privacy.correction', 'sealed_before, sealed_wanted, sealed_why, sealed_answer, forgotten_at');
select platform.own_rows('privacy.correction_notice', 'select, insert, update (sent_at)');
create policy "not by oneself" on privacy.correction_notice as restrictive for insert with check (platform.acting_person() is null);
create policy "not for oneself" on privacy.correction_notice as restrictive for update using (platform.acting_person() is null);
select platform.let_system('privacy.correction_notice', 'privacy.pass-on-correction', 'select', 'insert', 'update');

select platform.own_rows('cases.earlier_fact', 'select, insert');
create policy "an agency's" on cases.earlier_fact for select using (platform.acting_agency() is not null and cases.is_ours(person_id, case_id));
create policy "an agency's work" on cases.earlier_fact for insert with check (platform.acting_agency() is not null and cases.is_ours(person_id, case_id));
create policy "not by oneself" on cases.earlier_fact as restrictive for insert with check (platform.acting_person() is null);
select platform.goes_in_time('cases.earlier_fact');
select platform.only_in_time('cases.earlier_fact', 'update', 'delete');
-- A lock on a row needs the right to change something in it.
grant update (corrected_at) on cases.earlier_fact to portico_app;
select platform.own_rows('cases.recheck', 'select, insert, update (settled_at, settled_by)');
create policy "an agency's" on cases.recheck for select using (agency = platform.acting_agency());
create policy "an agency's work" on cases.recheck for insert with check (agency = platform.acting_agency() and cases.is_ours(person_id, case_id));
create policy "an agency settles" on cases.recheck for update using (agency = platform.acting_agency());
create policy "not by oneself" on cases.recheck as restrictive for insert with check (platform.acting_person() is null);
create policy "not for oneself" on cases.recheck as restrictive for update using (platform.acting_person() is null);
create policy "an agency corrects" on platform.event for insert
  with check (platform.acting_agency() is not null and split_part(kind, '.', 1) = 'correction' and cases.works_for(person_id));

-- Who got a value is found from the log and from the cases, and told.
select platform.let_system('cases.case_file', 'privacy.pass-on-correction', 'select');
select platform.let_system('cases.task', 'privacy.pass-on-correction', 'select');
select platform.let_system('cases.decision', 'privacy.pass-on-correction', 'select');
select platform.let_system('platform.event', 'privacy.pass-on-correction', 'select');
select platform.let_system('people.person', 'privacy.pass-on-correction', 'select');
select platform.let_system('mailbox.message', 'privacy.pass-on-correction', 'insert');
select platform.let_system('mailbox.notice_address', 'privacy.pass-on-correction', 'select');

-- Looks that were singled out: found by the program, seen by whose data it is, judged by the agency.
select platform.own_rows('privacy.look_review', 'select, insert, update');
create policy "an agency's" on privacy.look_review for select using (agency = platform.acting_agency());
create policy "an agency judges" on privacy.look_review for update using (agency = platform.acting_agency());
create policy "not by oneself" on privacy.look_review as restrictive for insert with check (platform.acting_person() is null);
create policy "not for oneself" on privacy.look_review as restrictive for update using (platform.acting_person() is null);
select platform.let_system('privacy.look_review', 'privacy.review-looks', 'select', 'insert', 'update');
select platform.goes_in_time('privacy.look_review');
select platform.only_in_time('privacy.look_review', 'delete');
select platform.let_system('platform.event', 'privacy.review-looks', 'select');
select platform.let_system('privacy.emergency', 'privacy.review-looks', 'select');
select platform.let_system('cases.case_file', 'privacy.review-looks', 'select');
select platform.let_system('cases.task', 'privacy.review-looks', 'select');
select platform.let_system('cases.decision', 'privacy.review-looks', 'select');

-- Emergencies: the agency reviews its own; besides that they change in time only.
create policy "an agency's" on privacy.emergency for select using (agency = platform.acting_agency());
create policy "an agency reviews" on privacy.emergency for update using (agency = platform.acting_agency());
drop policy "only in time update" on privacy.emergency;
create policy "reviewed, or in time" on privacy.emergency as restrictive for update
  using (agency = platform.acting_agency() or platform.acting_system() in ('privacy.keep-retention', 'upkeep'));
grant update (finding, sealed_review, reviewed_by, reviewer_name, reviewed_at) on privacy.emergency to portico_app;
-- It reads as whoever asks, and so sees the agency's own emergencies.
create function privacy.stated_here(person uuid, emergency text) returns boolean language plpgsql stable parallel safe as $$
begin
  return exists (select from privacy.emergency e where e.person_id = person and e.id::text = emergency and e.agency = platform.acting_agency());
end $$;
-- Though there be no case.
create policy "an agency reviews" on platform.event for insert
  with check (platform.acting_agency() is not null and kind in ('emergency.viewed', 'emergency.reviewed') and privacy.stated_here(person_id, about));
