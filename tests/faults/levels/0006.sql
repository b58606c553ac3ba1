-- A revised plan, and a correction that no longer fits it.
insert into plans (tenant_id, id, year, title, status, compiled, created_at, revises) values
  (71, 2, 2026, '青溪市教育局2026年工作要点（修订）', 'settling', '{"schema":"plan/1"}', '2026-04-01T00:00:00Z', 1);
insert into plan_conflicts (tenant_id, plan_id, conflict) values (71, 2, '{"kind":"edit-heading"}');
