-- How many offers came to what, counted from the event log by `performance.offers`. No person stands here.
create table performance.offer_count (
  service text not null,
  outcome text not null,
  count int not null,
  primary key (service, outcome)
);

select platform.shared_rows('performance.offer_count', 'performance.offers');
