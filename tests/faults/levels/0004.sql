-- An indicator with its target, the planned path, and a reported value.
insert into indicators (tenant_id, id, name, unit, created_at) values (71, 1, '改造食堂', '个', '2026-02-10T02:00:00Z');
insert into targets (tenant_id, id, indicator_id, task_id, text, comparator, value, unit, due_on, latest, latest_on) values
  (71, 1, 1, 1, '改造食堂60个', 'eq', 60, '个', '2026-12-31', 24, '2026-02-28');
insert into target_points (tenant_id, target_id, on_date, planned) values (71, 1, '2026-06-30', 30), (71, 1, '2026-12-31', 60);
insert into target_values (tenant_id, target_id, org_unit_id, on_date, value, reported_by, reported_at, report_id) values
  (71, 1, 1, '2026-02-28', 24, 2, '2026-03-01T00:00:00Z', 1);
