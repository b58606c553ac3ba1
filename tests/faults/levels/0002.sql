-- A plan, and a correction beside it.
insert into plans (tenant_id, id, year, title, issuer, status, file_id, compiled, created_by, created_at, version) values
  (71, 1, 2026, '青溪市教育局2026年工作要点', '青溪市教育局', 'settling', 1, '{"schema":"plan/1"}', 1, '2026-02-10T00:00:00Z', 2);
insert into plan_corrections (tenant_id, plan_id, seq, kind, payload, created_by, created_at) values
  (71, 1, 1, 'edit-heading', '{"kind":"edit-heading","node":"n1","heading":"改善食堂"}', 1, '2026-02-10T01:00:00Z');
