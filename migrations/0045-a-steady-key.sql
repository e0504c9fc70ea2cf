-- The key of fingerprints and pseudonyms that hold for ever. It is wrapped as data keys are, and never replaced: what it marked could be found no more.
create table vault.steady_key (
  is_only boolean primary key default true check (is_only),
  wrapped text,
  made_at timestamptz not null
);
select platform.close_rows('vault.steady_key');
select platform.let_system('vault.steady_key', 'platform.keys', 'select', 'insert', 'update');
grant select, insert, update (wrapped) on vault.steady_key to portico_app;

-- Where there are such fingerprints already, made with the first data key, the steady key goes on with that one's: a row that waits to be wrapped.
insert into vault.steady_key (made_at)
  select now() where exists (select from registers.own_entry) or exists (select from cases.granted_once) or exists (select from registers.happening);

-- Whom an event is for, sealed: when the keys change it is sealed anew, and the people are found by the number in the vault.
alter table registers.happening add column sealed_people text;
grant update (sealed_people) on registers.happening to portico_app;
