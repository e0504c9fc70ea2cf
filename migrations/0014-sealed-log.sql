-- The log is platform.event, in the order of its primary key. Here stands what its entries were when they were sealed.
create table platform.log_head (
  size bigint primary key check (size > 0),
  sealed_at timestamptz not null,
  last_tx_id xid8 not null,
  last_seq bigint not null,
  note text not null
);

-- 256 hashes each: of entries at level 0, of the tiles of the level below at every other. Only tiles that are full stand here.
create table platform.log_tile (
  level smallint not null,
  index bigint not null,
  hashes bytea not null check (octet_length(hashes) = 8192),
  root bytea not null check (octet_length(root) = 32),
  primary key (level, index)
);
-- Hashes do not compress; trying costs time.
alter table platform.log_tile alter column hashes set storage external;

create table platform.log_cosignature (
  size bigint not null references platform.log_head,
  witness text not null,
  line text not null,
  primary key (size, witness)
);

create trigger log_head_append_only before update or delete on platform.log_head for each row execute function platform.refuse_change();
create trigger log_head_no_truncate before truncate on platform.log_head for each statement execute function platform.refuse_change();
create trigger log_tile_append_only before update or delete on platform.log_tile for each row execute function platform.refuse_change();
create trigger log_tile_no_truncate before truncate on platform.log_tile for each statement execute function platform.refuse_change();
create trigger log_cosignature_append_only before update or delete on platform.log_cosignature for each row execute function platform.refuse_change();
create trigger log_cosignature_no_truncate before truncate on platform.log_cosignature for each statement execute function platform.refuse_change();

do $$ begin
  if exists (select from pg_roles where rolname = 'portico_app') then
    grant select, insert on platform.event, platform.log_head, platform.log_tile, platform.log_cosignature to portico_app;
    revoke update, delete, truncate on platform.event, platform.log_head, platform.log_tile, platform.log_cosignature from portico_app;
  end if;
end $$;
