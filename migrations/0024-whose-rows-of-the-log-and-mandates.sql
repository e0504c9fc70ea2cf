-- The sealed log: all may read what was sealed; one piece of the program adds to it, and nobody changes it.
select platform.shared_rows('platform.log_head', 'platform.seal');
select platform.shared_rows('platform.log_tile', 'platform.seal');
select platform.shared_rows('platform.log_cosignature', 'platform.seal');
revoke update, delete, truncate on platform.log_head, platform.log_tile, platform.log_cosignature from portico_app;
-- What is sealed is every entry, and what is verified is all of them: a policy that hid one would seal or pass a part.
select platform.let_system('platform.event', 'platform.seal', 'select');
select platform.let_system('platform.event', 'platform.verify', 'select');
select platform.let_system('registers.lookup', 'platform.verify', 'select');

-- What people let each other do: seen and ended by both; by its code it is found and accepted in the name of `people.mandates`.
select platform.own_rows('people.mandate',
  'select, insert, update (holder_id, accepted_at, code_index, code_ends_at, ended_at, ended_by)');
create policy "its holder's" on people.mandate for select using (holder_id = platform.acting_person());
create policy "its holder ends it" on people.mandate for update
  using (holder_id = platform.acting_person() and ended_at is null) with check (holder_id = platform.acting_person());
select platform.let_system('people.mandate', 'people.gate', 'select');
select platform.let_system('people.mandate', 'people.mandates', 'select', 'insert', 'update');
select platform.own_rows('people.mandate_guess', 'select, insert');
select platform.let_system('people.mandate_guess', 'people.mandates', 'select', 'insert');
-- Names: of whoever gave what is held, and of whoever holds what was given.
select platform.let_system('people.person', 'people.mandates', 'select');

-- It reads as whoever asks, and so sees what they hold.
create function people.holds(giver uuid, mandate uuid) returns boolean language plpgsql stable parallel safe as $$
begin
  return exists (select from people.mandate m where m.person_id = giver and m.mandate_id = mandate and m.holder_id = platform.acting_person());
end $$;
-- Whoever holds a mandate tells its giver of taking it up, laying it down and ending it.
create policy "a holder tells" on platform.event for insert
  with check (platform.acting_person() is not null and kind like 'mandate.%' and people.holds(person_id, about::uuid));
-- A session acts for nobody who gave no mandate to whoever asks for it.
create policy "only by what one holds" on people.session as restrictive for insert
  with check (acting_for is null or platform.acting_person() is null or people.holds(acting_for, mandate_id));
create policy "only by what one still holds" on people.session as restrictive for update
  using (true) with check (acting_for is null or platform.acting_person() is null or people.holds(acting_for, mandate_id));

-- How else somebody signs in, and what the law knows as a person: kept by signing in, and by nobody for themselves.
select platform.own_rows('people.identity', 'select, insert');
create policy "not by oneself" on people.identity as restrictive for insert with check (platform.acting_person() is null);
select platform.let_system('people.identity', 'people.sign-in', 'select', 'insert');
select platform.let_system('people.identity', 'people.staff', 'select');
select platform.own_rows('people.organisation', 'select, insert');
create policy "not by oneself" on people.organisation as restrictive for insert with check (platform.acting_person() is null);
select platform.let_system('people.organisation', 'people.sign-in', 'select', 'insert');
