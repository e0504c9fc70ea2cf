-- An appointment may carry the moment from which it holds no more.
alter table people.officer add column ends_at timestamptz;

-- What a person can show of having sent, signed when it was: over the fingerprint of what they declared, and the time.
alter table journeys.submission add column signed_receipt text;

-- Whether a person is told when they sign in from a browser that never carried their mark. Which browsers those are is nowhere kept.
alter table people.person add column tells_new_browser boolean not null default true;
select platform.let_system('people.person', 'mailbox.tell-sign-in', 'select');
select platform.let_system('people.session', 'mailbox.tell-sign-in', 'select');
select platform.let_system('mailbox.message', 'mailbox.tell-sign-in', 'insert');
select platform.let_system('mailbox.notice_address', 'mailbox.tell-sign-in', 'select');
