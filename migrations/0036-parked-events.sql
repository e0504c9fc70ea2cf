-- An event that a consumer could not take, also alone: set aside with what became of it, so that it holds up no other.
create table platform.parked_event (
  consumer text not null,
  tx_id xid8 not null,
  seq bigint not null,
  kind text not null,
  about text not null,
  -- the name and code of what it failed of, never its words
  fault text not null,
  tries integer not null,
  parked_at timestamptz not null,
  -- set by an operator: it is heard once more
  released_at timestamptz,
  primary key (consumer, tx_id, seq)
);

select platform.close_rows('platform.parked_event');
create policy "its own" on platform.parked_event using (consumer = platform.acting_system());
select platform.let_system('platform.parked_event', 'platform.watch', 'select', 'update');
grant select, insert, update, delete on platform.parked_event to portico_app;
