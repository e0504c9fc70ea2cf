-- An appointment may carry the moment from which it holds no more.
alter table people.officer add column ends_at timestamptz;
