create schema registers;

create table registers.lookup (
  person_id uuid not null,
  lookup_id uuid not null,
  query text not null,
  facts text[] not null check (cardinality(facts) > 0),
  agency text not null,
  service text not null,
  matter uuid,
  by text not null,
  law text,
  consent_id uuid,
  outcome text not null check (outcome in ('asked', 'found', 'nothing', 'refused', 'unavailable')),
  reason text,
  message_id uuid not null,
  request_hash text,
  asked_at timestamptz not null,
  answered_at timestamptz,
  primary key (person_id, lookup_id),
  check (num_nonnulls(law, consent_id) = 1),
  check ((outcome = 'asked') = (answered_at is null))
);
create index lookup_asked on registers.lookup (person_id, asked_at desc, lookup_id desc);

-- What was asked, of whom and why stands for ever; only how it ended is written later, once.
create function registers.keep_lookup() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' or old.outcome <> 'asked'
    or (to_jsonb(new) - '{outcome,reason,request_hash,answered_at}'::text[])
       is distinct from (to_jsonb(old) - '{outcome,reason,request_hash,answered_at}'::text[]) then
    raise exception 'a lookup is not changed once it is recorded' using errcode = 'integrity_constraint_violation';
  end if;
  return new;
end $$;
create trigger lookup_kept before update or delete on registers.lookup for each row execute function registers.keep_lookup();
