-- A look that another member of the exchange took at facts of ours: who, and the matter they named as its purpose.
alter table registers.lookup add column member text, add column issue text,
  add check ((member is null) = (issue is null));
