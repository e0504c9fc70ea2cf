-- Places in the queue of those who want to start while it is full. A number is nobody's: it stands in a signed cookie and nowhere else.
create sequence platform.waiting_number as bigint;

-- The last number that may come in. One row, moved on by every machine as it has room.
create table platform.waiting_room (
  is_only boolean primary key default true check (is_only),
  admitted bigint not null default 0
);
insert into platform.waiting_room default values;

grant usage, select on sequence platform.waiting_number to portico_app;
select platform.shared_rows('platform.waiting_room', 'platform.crowd');
