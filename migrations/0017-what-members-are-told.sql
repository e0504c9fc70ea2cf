-- Another member of the exchange is told what was granted: the person is found, their cases are read, the look is written down.
select platform.let_system('people.person', 'registers.provide', 'select');
select platform.let_system('cases.case_file', 'registers.provide', 'select');
select platform.let_system('cases.task', 'registers.provide', 'select');
select platform.let_system('cases.decision', 'registers.provide', 'select');
select platform.let_system('registers.lookup', 'registers.provide', 'select', 'insert');
