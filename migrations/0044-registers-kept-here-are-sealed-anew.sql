-- What is stated in a register is not changed; only what keeps the keys may seal it anew, the same words under another key.
create or replace function registers.keep_statement() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' and platform.acting_system() = 'platform.keys'
    and to_jsonb(new) - array['sealed_values', 'reason_sealed'] = to_jsonb(old) - array['sealed_values', 'reason_sealed'] then
    return new;
  end if;
  raise exception 'what was stated in a register is not changed: state what is right' using errcode = 'integrity_constraint_violation';
end $$;
select platform.resealed('registers.own_statement', 'sealed_values');
grant update (reason_sealed) on registers.own_statement to portico_app;
-- Those an entry names are known by the number in the vault.
select platform.let_system('vault.entry', 'registers.own', 'select', 'insert', 'update');
select platform.let_system('vault.entry', 'registers.settle-mandates', 'select');
