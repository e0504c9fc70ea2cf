-- An agency sees the files and identifiers that were given on the way to a request of its own, not those of other requests of the same people.
-- Requests that were opened before this was written down show it what they did.
alter table cases.case_file add column journey_id uuid;

create function cases.came_from(person uuid, journey uuid) returns boolean language plpgsql stable parallel safe as $$
begin
  return exists (select from cases.case_file c where c.person_id = person and c.agency = platform.acting_agency()
    and coalesce(c.journey_id = journey, true));
end $$;

drop policy "an agency's people" on documents.file;
create policy "with an agency's requests" on documents.file for select
  using (platform.acting_agency() is not null and sent_at is not null and cases.came_from(person_id, about));
drop policy "an agency's people" on vault.entry;
create policy "with an agency's requests" on vault.entry for select
  using (platform.acting_agency() is not null and about is not null and cases.came_from(person_id, about));
