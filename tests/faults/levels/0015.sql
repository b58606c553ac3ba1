-- A form, a window, what a school handed in, corrected and had accepted; a doubt, the sums beside it, and a snapshot.
insert into forms (tenant_id, id, code, name, frequency, level, tags, timing, created_at) values
  (71, 1, 'PUPILS_MONTH', '学生月报', 'month', 'school', '{primary}', '{"opens":-2,"due":5,"locks":5}', '2026-06-08T00:00:00Z');
insert into form_figures (tenant_id, form_id, figure_id, sort) values (71, 1, 1, 1);
insert into form_windows (tenant_id, form_id, period, starts_on, ends_on, opens_on, due_on, locks_on, opened_at) values
  (71, 1, '2026-06', '2026-06-01', '2026-06-30', '2026-06-28', '2026-07-07', '2026-07-14', '2026-06-28T00:00:00Z');
insert into submissions (tenant_id, form_id, period, org_unit_id, group_id, stage, first_submitted_at, submitted_at, submitted_by,
    approved_at, approved_by, accepted_at, accepted_by, version) values
  (71, 1, '2026-06', 5, 4, 3, '2026-07-01T00:00:00Z', '2026-07-02T00:00:00Z', 2, '2026-07-03T00:00:00Z', 2,
    '2026-07-04T00:00:00Z', 1, 4);
insert into submission_events (tenant_id, id, form_id, period, org_unit_id, at, user_id, action, from_stage, to_stage, version) values
  (71, 1, 1, '2026-06', 5, '2026-07-01T00:00:00Z', 2, 'submit', 0, 1, 1), (71, 2, 1, '2026-06', 5, '2026-07-02T00:00:00Z', 2, 'submit', 1, 1, 2),
  (71, 3, 1, '2026-06', 5, '2026-07-03T00:00:00Z', 2, 'approve', 1, 2, 3), (71, 4, 1, '2026-06', 5, '2026-07-04T00:00:00Z', 1, 'accept', 2, 3, 4);
insert into figure_values (tenant_id, org_unit_id, period, figure_id, category, form_id, value) values
  (71, 5, '2026-06', 1, 'm', 1, 210), (71, 5, '2026-06', 1, 'f', 1, 190);
insert into figure_value_history (tenant_id, org_unit_id, period, figure_id, category, until, value, form_id, changed_by) values
  (71, 5, '2026-06', 1, 'm', '2026-07-02T00:00:00Z', 2100, 1, 2);
insert into cell_notes (tenant_id, id, form_id, period, org_unit_id, figure_id, category, kind, body, user_id, at, resolved_at, resolved_by) values
  (71, 1, 1, '2026-06', 5, 1, 'm', 'query', '多了一个零', 1, '2026-07-01T12:00:00Z', '2026-07-02T00:00:00Z', 2);
insert into cell_note_files (tenant_id, note_id, file_id) values (71, 1, 1);
insert into rollups (tenant_id, lens, period, figure_id, group_id, category, n, total)
  select 71, lens, '2026-06', 1, 4, category, 1, total from generate_series(1, 3) lens, (values ('m', 210), ('f', 190)) as c(category, total);
insert into tallies (tenant_id, form_id, period, group_id, expected, submitted, approved, accepted, on_time) values (71, 1, '2026-06', 4, 1, 1, 1, 1, 1);
insert into snapshots (tenant_id, id, form_id, period, taken_at, taken_by, signed_as, statement, sha256) values
  (71, 1, 1, '2026-06', '2026-07-15T00:00:00Z', 1, '督办', '六月数据定格', repeat('ef', 32));
insert into snapshot_rows (tenant_id, snapshot_id, figure_id, group_id, category, n, total) values (71, 1, 1, 4, 'm', 1, 210), (71, 1, 1, 4, 'f', 1, 190);
insert into snapshot_tallies (tenant_id, snapshot_id, group_id, expected, accepted, on_time) values (71, 1, 4, 1, 1, 1);
