-- What registers tell us of by themselves: one row for each event, by the number its member gave it, so that a repeat has no effect.
-- A person is not in its key: whom it is for may not be known here yet. People stand in it by fingerprints of their identifiers alone.
create table registers.happening (
  id uuid primary key,
  client text not null,
  number text not null,
  event text not null,
  happened_on date not null,
  law text not null,
  people text[] not null check (cardinality(people) > 0),
  digest text not null,
  sealed_details text,
  told_at timestamptz not null,
  person_id uuid,
  -- When it is next to be looked at; null while it waits for somebody who is not known here, and when all is done.
  due_at timestamptz,
  tries int not null default 0,
  done_at timestamptz,
  given_up_at timestamptz,
  unique (client, number)
);
create index happening_due on registers.happening (due_at, id) where done_at is null and due_at is not null;
create index happening_waits on registers.happening using gin (people) where done_at is null and due_at is null;
create index happening_of on registers.happening (person_id, id) where person_id is not null;

create table journeys.offer (
  person_id uuid not null,
  id uuid not null,
  happening_id uuid not null,
  service text not null,
  version int not null,
  event text not null,
  happened_on date not null,
  law text not null,
  draft_id uuid,
  missing text[] not null default '{}',
  state text not null check (state in ('open', 'accepted', 'declined', 'expired', 'overtaken', 'granted')),
  -- Of the request that came of it, where one did.
  reference text,
  made_at timestamptz not null,
  expires_on date not null,
  put_off_until date,
  settled_at timestamptz,
  primary key (person_id, id),
  unique (person_id, happening_id, service),
  check (state = 'granted' or draft_id is not null)
);
create index offer_open on journeys.offer (person_id, made_at desc) where state = 'open';
create index offer_expires on journeys.offer (expires_on) where state = 'open';

-- What a person wants no offers of; `*` stands for all services.
create table journeys.offer_stop (
  person_id uuid not null,
  service text not null,
  stopped_at timestamptz not null,
  primary key (person_id, service)
);

alter table mailbox.message drop constraint message_kind_check;
alter table mailbox.message add constraint message_kind_check check (kind in ('received', 'decided', 'notice', 'offer'));

-- Whose rows. A member's events are kept in the name of `registers.provide`; `journeys.offers` finds whom they are for, and all that is then
-- looked up, offered or opened is done in that person's name.
select platform.close_rows('registers.happening');
grant select, insert, update (person_id, due_at, tries, done_at, given_up_at, sealed_details) on registers.happening to portico_app;
select platform.let_system('registers.happening', 'registers.provide', 'select', 'insert');
select platform.let_system('registers.happening', 'journeys.offers', 'select', 'update', 'delete');
create policy "a person's own" on registers.happening for select using (person_id = platform.acting_person());
create policy "finished in their name" on registers.happening for update
  using (person_id = platform.acting_person() and done_at is null) with check (person_id = platform.acting_person());
select platform.goes_in_time('registers.happening');
select platform.let_system('people.person', 'journeys.offers', 'select');

select platform.own_rows('journeys.offer', 'select, insert, update (state, reference, put_off_until, settled_at)');
select platform.let_system('journeys.offer', 'journeys.offers', 'select', 'update');
select platform.goes_in_time('journeys.offer');
select platform.only_in_time('journeys.offer', 'delete');
select platform.own_rows('journeys.offer_stop');
