-- A person's own tasks among ten thousand, and how many there are, are found without reading the tasks themselves, which are long.
create index tasks_own on tasks (tenant_id, year, id) include (status, light, sort, due_on);

-- Each comment and report marks its task. With room beside it the mark stays in place, and no index is written; and an index answers
-- alone only for what was swept since it changed, so the sweep comes after fifty changes and a fiftieth of the tasks, not a fifth.
alter table tasks set (fillfactor = 85, autovacuum_vacuum_scale_factor = 0.02);
