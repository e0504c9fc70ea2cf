-- What is past its time goes in the name of `privacy.keep-retention`, and of what is kept only what then leaves may be changed.

-- It lets whole rows go, after it locked them; or empties these columns.
create function platform.goes_in_time(what regclass, empties text default null) returns void language plpgsql as $$
begin
  perform platform.let_system(what, 'privacy.keep-retention', 'select');
  if empties is not null then
    perform platform.let_system(what, 'privacy.keep-retention', 'update');
    execute format('grant update (%s) on %s to portico_app', empties, what);
  else
    perform platform.let_system(what, 'privacy.keep-retention', 'delete');
    execute format('create policy "privacy.keep-retention locks" on %s for update
      using (platform.acting_system() = ''privacy.keep-retention'') with check (false)', what);
    execute format('grant delete on %s to portico_app', what);
  end if;
end $$;

-- Not even by whom it concerns.
create function platform.only_in_time(what regclass, variadic commands text[]) returns void language plpgsql as $$
declare command text;
begin
  foreach command in array commands loop
    execute format('create policy %I on %s as restrictive for %s
      using (platform.acting_system() in (''privacy.keep-retention'', ''upkeep''))', 'only in time ' || command, what, command);
  end loop;
end $$;

-- Facts of decided cases, and what the rules said of them.
select platform.goes_in_time('cases.case_file', 'sealed_facts, facts_until');
select platform.goes_in_time('cases.assessment', 'sealed_trace');
select platform.only_in_time('cases.assessment', 'update');
select platform.let_system('cases.decision', 'privacy.keep-retention', 'select');

-- What was sent, and what was not.
select platform.goes_in_time('journeys.submission', 'sealed_answers, forgotten_at');
select platform.only_in_time('journeys.submission', 'update');
select platform.goes_in_time('journeys.draft');
select platform.goes_in_time('documents.file');

-- Sign-ins that ended, which their person may erase; wrong codes, which they may not: that would let them guess on.
select platform.goes_in_time('people.session');
select platform.goes_in_time('people.mandate_guess');
select platform.only_in_time('people.mandate_guess', 'update', 'delete');

-- A decision is a letter with legal effect: it leaves by nobody's wish, and in no time.
select platform.goes_in_time('mailbox.message');
create policy "what was put away, and no decision" on mailbox.message as restrictive for delete
  using ((read_at is not null and archived_at is not null and kind <> 'decided') or platform.acting_system() = 'upkeep');
select platform.goes_in_time('mailbox.notice');
select platform.only_in_time('mailbox.notice', 'update', 'delete');

-- Words about how it was are taken back, and not put otherwise; the figures stay.
select platform.goes_in_time('feedback.answer', 'comment');
create policy "words are taken back" on feedback.answer as restrictive for update
  using (true) with check (comment is null or platform.acting_system() = 'upkeep');
select platform.goes_in_time('feedback.invitation');
select platform.only_in_time('feedback.invitation', 'delete');

-- Words of questions and reasons.
select platform.goes_in_time('privacy.inquiry', 'sealed_question, sealed_answer, forgotten_at');
select platform.goes_in_time('privacy.emergency', 'sealed_reason, forgotten_at');
select platform.only_in_time('privacy.emergency', 'update');

-- A lock on a row needs the right to change something in it.
grant update (guessed_at) on people.mandate_guess to portico_app;
grant update (sent_at) on mailbox.notice to portico_app;

-- That something was erased: told by whoever did it, of their own.
select platform.own_rows('privacy.erasure', 'select, insert');

-- What an agency holds back: seen by whom it concerns and by whoever erases, set by the agency in its own name, and lifted once.
select platform.close_rows('privacy.hold');
grant select, insert, update (lifted_at, lifted_by) on privacy.hold to portico_app;
create policy "a person's own" on privacy.hold for select using (person_id = platform.acting_person());
create policy "an agency's" on privacy.hold for select using (agency = platform.acting_agency());
create policy "an agency holds" on privacy.hold for insert with check (agency = platform.acting_agency() and lifted_at is null);
create policy "an agency lifts" on privacy.hold for update
  using (agency = platform.acting_agency() and lifted_at is null) with check (agency = platform.acting_agency());
select platform.let_system('privacy.hold', 'privacy.keep-retention', 'select');
-- Whom a national identifier belongs to, once the database has shown in the agency's name that it is them who ask.
select platform.let_system('people.person', 'privacy.hold', 'select');

-- It reads as whoever asks, and so sees the agency's own holds.
create function privacy.holds_back(person uuid, hold text) returns boolean language plpgsql stable parallel safe as $$
begin
  return exists (select from privacy.hold h where h.person_id = person and h.id::text = hold and h.agency = platform.acting_agency());
end $$;
-- Though there be no case.
create policy "an agency that holds" on platform.event for insert
  with check (platform.acting_agency() is not null and kind in ('hold.set', 'hold.lifted') and privacy.holds_back(person_id, about));
