-- Once, as an administrator: what the program else says to each connection, and a pooler would not pass on.
alter role portico_app set statement_timeout = 5000;
alter role portico_app set lock_timeout = 3000;
alter role portico_app set idle_in_transaction_session_timeout = 10000;
alter role portico_app set plan_cache_mode = force_generic_plan;
alter role portico_app set max_parallel_workers_per_gather = 0;
alter role portico_app set random_page_cost = 1.1;
