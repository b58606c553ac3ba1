-- The ledger: a task of two units, a step, a report that was returned once, its evidence, what was said, a view.
insert into tasks (tenant_id, id, year, source, number, section, title, content, status, lead_unit_id, start_on, due_on, percent,
    last_period, light, light_reason, sent_at, signed_at, grams, created_at, updated_at, version) values
  (71, 1, 2026, 'meeting', '1', '一、条件', '改造食堂六十个', '年底前竣工', 'active', 3, '2026-01-01', '2026-12-31', 40,
    '2026-02', 'green', '{"code":"on-track"}', '2026-02-11T00:00:00Z', '2026-02-12T00:00:00Z', '{改造,食堂}',
    '2026-02-10T02:00:00Z', '2026-03-02T00:00:00Z', 4);
insert into task_units (tenant_id, task_id, org_unit_id, role, sort, signed_at, signed_by, percent, last_period) values
  (71, 1, 3, 'lead', 0, '2026-02-12T00:00:00Z', 2, 40, '2026-02'), (71, 1, 2, 'responsible', 1, null, null, null, null);
insert into milestones (tenant_id, id, task_id, title, due_on) values (71, 1, 1, '完成排查', '2026-03-31');
insert into progress_reports (tenant_id, id, task_id, org_unit_id, period, status, percent, summary, submitted_at, submitted_by,
    updated_at, version) values
  (71, 1, 1, 3, '2026-02', 'submitted', 40, '改造二十四个', '2026-03-01T00:00:00Z', 2, '2026-03-01T00:00:00Z', 3);
insert into report_submissions (tenant_id, report_id, round, body, submitted_at, submitted_by, verdict, reason, reviewed_at, reviewed_by) values
  (71, 1, 1, '{"percent":40,"summary":"改造二十个","problem":"","nextStep":"","values":[],"files":[{"id":"2","name":"上一轮的佐证.txt"}]}',
    '2026-02-27T00:00:00Z', 2, 'returned', '请核对数字', '2026-02-28T00:00:00Z', 1),
  (71, 1, 2, '{"percent":40,"summary":"改造二十四个","problem":"","nextStep":"","values":[],"files":[{"id":"1","name":"佐证.txt"}]}',
    '2026-03-01T00:00:00Z', 2, null, null, null, null);
insert into report_files (tenant_id, report_id, file_id, sort) values (71, 1, 1, 0);
insert into task_comments (tenant_id, id, task_id, kind, body, user_id, created_at) values
  (71, 1, 1, 'instruction', '抓紧', 1, '2026-03-02T00:00:00Z');
insert into saved_views (tenant_id, id, user_id, name, query, shared, created_at) values
  (71, 1, 1, '红灯', 'light=red', true, '2026-03-03T00:00:00Z');
