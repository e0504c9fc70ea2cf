-- A draft is saved only if it is still the revision that was read: no lock is held while its change is made up.
alter table journeys.draft add column revision integer not null default 0;
