-- A request that a system sends for a person is written with the person's identifiers in the vault.
select platform.let_system('vault.entry', 'journeys.submissions', 'select', 'insert');
