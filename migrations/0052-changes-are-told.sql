-- Every process remembers for a minute who is signed in, and hears at once, by this, of whom something changed that it would have to know:
-- whoever changed it, and by whatever way. That somebody was seen again is no such thing.
create function people.tell_changed() returns trigger language plpgsql as $$
begin
  perform pg_notify('portico_changed', coalesce(new.person_id, old.person_id)::text);
  return null;
end $$;

create trigger tell_changed after update of ended_at, ends_at, level, person_id, acting_for, mandate_id, secret_index on people.session
  for each row execute function people.tell_changed();
create trigger tell_deleted after delete on people.session for each row execute function people.tell_changed();

create trigger tell_changed after update of given_names, family_name, language on people.person
  for each row when ((old.given_names, old.family_name, old.language) is distinct from (new.given_names, new.family_name, new.language))
  execute function people.tell_changed();

create trigger tell_changed after insert or update or delete on people.officer for each row execute function people.tell_changed();
