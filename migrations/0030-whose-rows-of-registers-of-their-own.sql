-- A look of a register's keeper is written on the record of everybody it concerns, whom the program finds in its own name.
select platform.let_system('people.person', 'registers.own', 'select', 'insert', 'update');
select platform.let_system('people.organisation', 'registers.own', 'select', 'insert');
select platform.let_system('registers.lookup', 'registers.own', 'select', 'insert', 'update');
select platform.let_system('people.organisation', 'registers.provide', 'select');
select platform.let_system('people.organisation', 'privacy.ask', 'select');

-- Mandates that rest on a register end when it says otherwise.
select platform.let_system('people.person', 'registers.settle-mandates', 'select');
select platform.let_system('people.organisation', 'registers.settle-mandates', 'select');
select platform.let_system('people.mandate', 'registers.settle-mandates', 'select', 'update');
