-- How many offers came to what, counted from the event log by `performance.offers`. No person stands here.
create table performance.offer_count (
  service text not null,
  outcome text not null,
  count int not null,
  primary key (service, outcome)
);

select platform.shared_rows('performance.offer_count', 'performance.offers');

-- What is granted once for one thing, such as one birth: a keyed fingerprint of the fact that names the thing. Nobody's data, and no person.
create table cases.granted_once (
  service text not null,
  fingerprint text not null,
  case_id uuid not null,
  primary key (service, fingerprint)
);
select platform.close_rows('cases.granted_once');
grant select, insert on cases.granted_once to portico_app;
select platform.let_system('cases.granted_once', 'cases.decide-by-rule', 'select', 'insert');
create policy "an agency grants" on cases.granted_once for insert with check (platform.acting_agency() is not null);
create policy "an agency sees" on cases.granted_once for select using (platform.acting_agency() is not null);
