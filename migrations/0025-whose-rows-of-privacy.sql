-- Consents: what became of one is added to and never changed; their person may renew it.
select platform.own_rows('people.consent_moment', 'select, insert');
grant update (valid_until) on people.consent to portico_app;

-- Questions about looks: their person's, and the agency's that is asked.
select platform.own_rows('privacy.inquiry', 'select, insert, update (finding, sealed_answer, answered_by, officer_name, answered_at)');
create policy "an agency's" on privacy.inquiry for select using (agency = platform.acting_agency());
create policy "an agency answers" on privacy.inquiry for update using (agency = platform.acting_agency());
create policy "not one's own" on privacy.inquiry as restrictive for update using (platform.acting_person() is null);
-- It reads as whoever asks, and so sees what the agency was asked.
create function privacy.has_asked(person uuid) returns boolean language plpgsql stable parallel safe as $$
begin
  return exists (select from privacy.inquiry i where i.person_id = person and i.agency = platform.acting_agency());
end $$;
-- Whoever was asked answers, though there be no case: it tells of that, writes to them, and learns where they want to be told.
create policy "an agency answers" on platform.event for insert
  with check (platform.acting_agency() is not null and split_part(kind, '.', 1) in ('inquiry', 'message') and privacy.has_asked(person_id));
create policy "an agency answers" on mailbox.message for insert
  with check (platform.acting_agency() is not null and sender = platform.acting_agency() and privacy.has_asked(person_id));
create policy "who asked" on mailbox.notice_address for select
  using (platform.acting_agency() is not null and privacy.has_asked(person_id));

-- Officers who ask a register: the case, or the colleagues, are found in their agency's name; what follows is the program's own.
create policy "an agency's" on people.officer for select using (agency = platform.acting_agency());
select platform.let_system('people.person', 'privacy.ask', 'select');
select platform.let_system('people.consent', 'privacy.ask', 'select', 'update');
select platform.let_system('registers.lookup', 'privacy.ask', 'select', 'insert', 'update');

select platform.own_rows('privacy.emergency', 'select, insert');
create policy "not by oneself" on privacy.emergency as restrictive for insert with check (platform.acting_person() is null);
select platform.let_system('privacy.emergency', 'privacy.emergency', 'select', 'insert');
select platform.own_rows('privacy.alert', 'select, insert');
create policy "not by oneself" on privacy.alert as restrictive for insert with check (platform.acting_person() is null);
select platform.let_system('privacy.alert', 'privacy.emergency', 'select', 'insert');
select platform.let_system('people.person', 'privacy.emergency', 'select');
select platform.let_system('registers.lookup', 'privacy.emergency', 'select', 'insert', 'update');
select platform.let_system('mailbox.message', 'privacy.emergency', 'insert');
select platform.let_system('mailbox.notice_address', 'privacy.emergency', 'select');

-- What went wrong: whom it concerns is found from the log, and they are told.
select platform.close_rows('privacy.incident');
grant select, insert on privacy.incident to portico_app;
select platform.let_system('privacy.incident', 'privacy.incident', 'select', 'insert');
select platform.own_rows('privacy.incident_notice', 'select, insert');
create policy "not by oneself" on privacy.incident_notice as restrictive for insert with check (platform.acting_person() is null);
select platform.let_system('privacy.incident_notice', 'privacy.incident', 'select', 'insert');
select platform.let_system('platform.event', 'privacy.incident', 'select');
select platform.let_system('people.person', 'privacy.incident', 'select');
select platform.let_system('mailbox.message', 'privacy.incident', 'insert');
select platform.let_system('mailbox.notice_address', 'privacy.incident', 'select');
