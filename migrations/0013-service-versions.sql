create schema catalogue;

-- What services lean on as it stood when one of them was published: agencies.yaml, facts.yaml, registers.yaml. Known by its content.
create table catalogue.foundation (
  digest text primary key,
  agencies text not null,
  facts text not null,
  registers text not null
);

-- A service file as it was published. It never changes: a case lives and dies under the version it began with.
create table catalogue.service_version (
  service text not null,
  version integer not null check (version > 0),
  file text not null,
  source text not null,
  foundation text not null references catalogue.foundation,
  -- of all that gives the version its meaning: two texts that differ only in comments share it
  fingerprint text not null,
  -- how sure of a person it must be: a journey begun under it asks for that as long as it lasts
  identity text not null,
  published_at timestamptz not null,
  published_by text not null,
  primary key (service, version)
);

-- From its moment on, this share of new starts goes to this version; 0 takes it back. Read in order, they say what is live.
create table catalogue.release (
  id bigint generated always as identity primary key,
  service text not null,
  version integer not null,
  share smallint not null check (share between 0 and 100),
  -- by the database's own clock, which all machines share
  released_at timestamptz not null default clock_timestamp(),
  released_by text not null,
  foreign key (service, version) references catalogue.service_version
);
create index release_service on catalogue.release (service, id);

create trigger foundation_append_only before update or delete on catalogue.foundation for each row execute function platform.refuse_change();
create trigger foundation_no_truncate before truncate on catalogue.foundation for each statement execute function platform.refuse_change();
create trigger version_append_only before update or delete on catalogue.service_version for each row execute function platform.refuse_change();
create trigger version_no_truncate before truncate on catalogue.service_version for each statement execute function platform.refuse_change();
create trigger release_append_only before update or delete on catalogue.release for each row execute function platform.refuse_change();
create trigger release_no_truncate before truncate on catalogue.release for each statement execute function platform.refuse_change();

-- The versions a journey began with, by service; a journey goes on under them whatever is released later.
alter table journeys.draft add column versions jsonb not null default '{}';
