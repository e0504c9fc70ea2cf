-- A page of answers is saved in place: no index names what every save changes, and a row's page has room for the next.
-- A person's drafts are few and found by the primary key; they are put in order as they are shown.
drop index journeys.draft_open;
alter table journeys.draft set (fillfactor = 60);
alter table performance.attempt set (fillfactor = 80);
alter table people.session set (fillfactor = 80);
