-- Every act tells what it did, so every act pays for what may be told: one condition instead of nine.

-- What an agency may tell, and of whom.
create function platform.agency_may_tell(kind text, person uuid, about text) returns boolean language plpgsql stable parallel safe as $$
begin
  return person is null
    or (split_part(kind, '.', 1) in ('case', 'document', 'message', 'feedback', 'lookup', 'correction') and cases.works_for(person))
    or (split_part(kind, '.', 1) in ('inquiry', 'message') and privacy.has_asked(person))
    or (kind in ('hold.set', 'hold.lifted') and privacy.holds_back(person, about))
    or (kind in ('emergency.viewed', 'emergency.reviewed') and privacy.stated_here(person, about));
end $$;

drop policy "a person's own" on platform.event;
drop policy "of nobody" on platform.event;
drop policy "a holder tells" on platform.event;
drop policy "an agency tells" on platform.event;
drop policy "an agency answers" on platform.event;
drop policy "an agency corrects" on platform.event;
drop policy "an agency reviews" on platform.event;
drop policy "an agency that holds" on platform.event;
drop policy "the program tells" on platform.event;

create policy "a person's own" on platform.event for select using (person_id = platform.acting_person());
-- A person tells of themselves, of nobody, or of a mandate they hold; the program of everybody.
create policy "who tells" on platform.event for insert with check (
  case left(current_setting('portico.actor', true), 7)
    when 'system ' then true
    when 'person ' then coalesce(person_id = platform.acting_person(), true)
      or (kind like 'mandate.%' and people.holds(person_id, about::uuid))
    when 'agency ' then platform.agency_may_tell(kind, person_id, about)
  end
);
