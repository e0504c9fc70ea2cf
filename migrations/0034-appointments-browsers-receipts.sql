-- An appointment may carry the moment from which it holds no more.
alter table people.officer add column ends_at timestamptz;

-- What a person can show of having sent, signed when it was: over the fingerprint of what they declared, and the time.
alter table journeys.submission add column signed_receipt text;
