-- Whose rows a statement may touch is decided here too, so that a forgotten condition gives nothing away.
-- The program says for whom it asks in `portico.actor`: 'person ID', 'agency ID' or 'system NAME'. Unsaid is nobody.
-- See docs/decisions/0016-row-level-security.md; CONTRIBUTING.md says what a new table needs.

create function platform.acting_person() returns uuid language sql stable parallel safe as $$
  select case when left(current_setting('portico.actor', true), 7) = 'person ' then substr(current_setting('portico.actor', true), 8)::uuid end
$$;
create function platform.acting_agency() returns text language sql stable parallel safe as $$
  select case when left(current_setting('portico.actor', true), 7) = 'agency ' then substr(current_setting('portico.actor', true), 8) end
$$;
create function platform.acting_system() returns text language sql stable parallel safe as $$
  select case when left(current_setting('portico.actor', true), 7) = 'system ' then substr(current_setting('portico.actor', true), 8) end
$$;

-- Closes a table to everybody; its owner sees it only when they say that they do upkeep, as migrations do.
create function platform.close_rows(what regclass) returns void language plpgsql as $$
begin
  execute format('alter table %s enable row level security', what);
  execute format('alter table %s force row level security', what);
  execute format('create policy "for upkeep" on %s to %I using (platform.acting_system() = ''upkeep'')', what, current_user);
  execute format('grant usage on schema %I to portico_app', (select relnamespace::regnamespace from pg_class where oid = what));
end $$;

-- The application may do `may` with the rows of the person it acts for, and nothing with any other's.
create function platform.own_rows(what regclass, may text default 'select, insert, update, delete') returns void language plpgsql as $$
begin
  perform platform.close_rows(what);
  execute format('create policy "a person''s own" on %s using (person_id = platform.acting_person())', what);
  execute format('grant %s on %s to portico_app', may, what);
end $$;

-- Lets one piece of the program, by name, do one thing ('select', 'insert', 'update' or 'delete') with everybody's rows.
create function platform.let_system(what regclass, name text, variadic may text[]) returns void language plpgsql as $$
declare command text;
begin
  foreach command in array may loop
    execute format('create policy %I on %s for %s %s', name || ' ' || command, what, command,
      format(case command when 'insert' then 'with check (%s)' else 'using (%s)' end, format('platform.acting_system() = %L', name)));
  end loop;
end $$;

-- What concerns nobody: everybody may read it, and only these pieces of the program may write.
create function platform.shared_rows(what regclass, variadic writers text[]) returns void language plpgsql as $$
declare writer text;
begin
  perform platform.close_rows(what);
  execute format('create policy "anybody reads" on %s for select using (true)', what);
  execute format('grant select, insert, update, delete on %s to portico_app', what);
  foreach writer in array writers loop
    perform platform.let_system(what, writer, 'insert', 'update', 'delete');
  end loop;
end $$;

grant usage on schema platform, people, registers, mailbox, documents, feedback, cases, journeys, performance to portico_app;
grant select on public.portico_migration to portico_app;

-- people
select platform.own_rows('people.person', 'select, insert, update');
select platform.let_system('people.person', 'people.gate', 'select');
select platform.let_system('people.person', 'people.staff', 'select');
select platform.let_system('people.person', 'people.sign-in', 'select', 'insert', 'update');
select platform.own_rows('people.session', 'select, insert, update');
select platform.let_system('people.session', 'people.gate', 'select', 'update');
select platform.let_system('people.session', 'people.sign-in', 'select', 'insert', 'update');
select platform.own_rows('people.officer', 'select, insert, update');
select platform.let_system('people.officer', 'people.gate', 'select');
select platform.let_system('people.officer', 'people.staff', 'select', 'insert', 'update');
-- To be an officer is nothing one may make oneself.
create policy "not by oneself" on people.officer as restrictive for insert with check (platform.acting_person() is null);
create policy "not for oneself" on people.officer as restrictive for update using (platform.acting_person() is null);
select platform.own_rows('people.consent', 'select, insert, update (withdrawn_at)');
select platform.close_rows('people.sign_out_notice');
select platform.let_system('people.sign_out_notice', 'people.sign-in', 'select', 'insert');
grant select, insert on people.sign_out_notice to portico_app;

-- cases: an agency sees its own
select platform.own_rows('cases.case_file', 'select, insert, update');
create policy "an agency's" on cases.case_file for select using (agency = platform.acting_agency());
create policy "an agency's work" on cases.case_file for update using (agency = platform.acting_agency());
select platform.let_system('cases.case_file', 'cases.decide-by-rule', 'select', 'update');

-- Asked only when an agency acts, so that nobody else pays for it. It reads as whoever asks, and so sees the agency's own cases.
create function cases.is_ours(person uuid, case_id uuid) returns boolean language plpgsql stable parallel safe as $$
begin
  return exists (select from cases.case_file c where c.person_id = person and c.id = case_id and c.agency = platform.acting_agency());
end $$;
create function cases.works_for(person uuid) returns boolean language plpgsql stable parallel safe as $$
begin
  return exists (select from cases.case_file c where c.person_id = person and c.agency = platform.acting_agency());
end $$;

select platform.own_rows('cases.task', 'select, insert, update (done_at, done_by)');
create policy "an agency's" on cases.task for select using (platform.acting_agency() is not null and cases.is_ours(person_id, case_id));
create policy "an agency's work" on cases.task for update using (platform.acting_agency() is not null and cases.is_ours(person_id, case_id));
select platform.let_system('cases.task', 'cases.decide-by-rule', 'select');
select platform.own_rows('cases.assessment', 'select, insert');
create policy "an agency's" on cases.assessment for select using (platform.acting_agency() is not null and cases.is_ours(person_id, case_id));
select platform.let_system('cases.assessment', 'cases.decide-by-rule', 'select', 'insert');
select platform.own_rows('cases.decision', 'select, insert');
create policy "an agency's" on cases.decision for select using (platform.acting_agency() is not null and cases.is_ours(person_id, case_id));
create policy "an agency's work" on cases.decision for insert with check (platform.acting_agency() is not null and cases.is_ours(person_id, case_id));
select platform.let_system('cases.decision', 'cases.decide-by-rule', 'select', 'insert');
-- Nobody judges or decides their own case.
create policy "not one's own" on cases.assessment as restrictive for insert with check (platform.acting_person() is null);
create policy "not one's own" on cases.decision as restrictive for insert with check (platform.acting_person() is null);
alter view cases.sheet set (security_invoker = true);
grant select on cases.sheet to portico_app;

-- journeys
select platform.own_rows('journeys.draft');
select platform.own_rows('journeys.submission', 'select, insert');

-- registers
select platform.own_rows('registers.lookup', 'select, insert, update (outcome, reason, request_hash, answered_at)');

-- mailbox: an agency writes, and learns where its people want to be told, sealed; it reads nobody's mail
select platform.own_rows('mailbox.message', 'select, insert, update (read_at, archived_at)');
create policy "an agency writes" on mailbox.message for insert
  with check (platform.acting_agency() is not null and sender = platform.acting_agency() and cases.works_for(person_id));
select platform.let_system('mailbox.message', 'cases.decide-by-rule', 'insert');
select platform.let_system('mailbox.message', 'mailbox.notify', 'select');
select platform.own_rows('mailbox.notice_address');
create policy "an agency's people" on mailbox.notice_address for select
  using (platform.acting_agency() is not null and cases.works_for(person_id));
select platform.let_system('mailbox.notice_address', 'cases.decide-by-rule', 'select');
select platform.let_system('mailbox.notice_address', 'mailbox.notify', 'select');
select platform.own_rows('mailbox.notice', 'select, insert');
select platform.let_system('mailbox.notice', 'mailbox.notify', 'select', 'insert');

-- documents: an agency issues; whoever holds a code has it checked by name of `documents.verify`
select platform.own_rows('documents.document', 'select, insert, update (times_verified, last_verified_at, revoked_at, revoked_by, revoked_because)');
create policy "an agency issues" on documents.document for insert
  with check (platform.acting_agency() is not null and issuer = platform.acting_agency() and cases.works_for(person_id));
create policy "not by oneself" on documents.document as restrictive for insert with check (platform.acting_person() is null);
create policy "not one's own" on documents.document as restrictive for update using (platform.acting_person() is null);
select platform.let_system('documents.document', 'cases.decide-by-rule', 'insert');
select platform.let_system('documents.document', 'documents.verify', 'select', 'update');
select platform.own_rows('documents.file');
create policy "an agency's people" on documents.file for select
  using (platform.acting_agency() is not null and sent_at is not null and cases.works_for(person_id));

-- feedback: an agency invites
select platform.own_rows('feedback.invitation', 'select, insert, update (skipped_at)');
create policy "an agency's" on feedback.invitation for select using (agency = platform.acting_agency());
create policy "an agency invites" on feedback.invitation for insert
  with check (platform.acting_agency() is not null and agency = platform.acting_agency() and cases.works_for(person_id));
select platform.let_system('feedback.invitation', 'cases.decide-by-rule', 'select', 'insert');
select platform.own_rows('feedback.answer', 'select, insert');
select platform.let_system('feedback.answer', 'cases.decide-by-rule', 'select');

-- the catalogue: read by everybody
select platform.shared_rows('catalogue.foundation', 'catalogue.publish');
select platform.shared_rows('catalogue.service_version', 'catalogue.publish');
select platform.shared_rows('catalogue.release', 'catalogue.publish');

-- performance: figures of nobody
select platform.shared_rows('performance.attempt', 'performance.count');
select platform.shared_rows('performance.matter', 'performance.count');
select platform.shared_rows('performance.asked', 'performance.count');

-- the event log: written by whom it concerns, by agencies about their people, by the program itself; read by consumers
select platform.own_rows('platform.event', 'select, insert');
create policy "an agency's cases" on platform.event for select
  using (platform.acting_agency() is not null and kind like 'case.%' and cases.is_ours(person_id, about::uuid));
create policy "an agency tells" on platform.event for insert
  with check (platform.acting_agency() is not null and (person_id is null
    or (split_part(kind, '.', 1) in ('case', 'document', 'message', 'feedback', 'lookup') and cases.works_for(person_id))));
create policy "of nobody" on platform.event for insert with check (person_id is null and platform.acting_person() is not null);
create policy "the program tells" on platform.event for insert with check (platform.acting_system() is not null);
create policy "consumers hear" on platform.event for select
  using ((select exists (select from platform.consumer c where c.name = platform.acting_system())));

-- Each consumer moves its own place.
select platform.close_rows('platform.consumer');
create policy "anybody reads" on platform.consumer for select using (true);
create policy "its own place" on platform.consumer using (name = platform.acting_system());
grant select, insert, update on platform.consumer to portico_app;
