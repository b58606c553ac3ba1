-- The school was asked once more before it handed in.
insert into submission_events (tenant_id, id, form_id, period, org_unit_id, at, user_id, action, from_stage, to_stage, version, reason) values
  (71, 20, 1, '2026-06', 5, '2026-06-30T00:00:00Z', 2, 'remind', 0, 0, 0, '请于今日下班前上报');
