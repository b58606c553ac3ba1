-- A county with a school that moved to it, a figure with a dimension, a defined indicator, a target that was revised and split.
insert into org_units (tenant_id, id, parent_id, code, name, short_name, kind, sort, path, tags) values
  (71, 4, 1, 'north', '北山县教育局', '北山县', 'county', 3, '/1/4/', '{}'),
  (71, 5, 4, 'first', '北山县第一小学', '第一小学', 'school', 1, '/1/4/5/', '{primary}');
insert into unit_places (tenant_id, unit_id, valid_from, parent_id) values (71, 5, '1900-01-01', 1), (71, 5, '2026-03-01', 4);
insert into dimensions (tenant_id, id, code, name, options) values
  (71, 1, 'sex', '性别', '[{"code":"m","name":"男"},{"code":"f","name":"女"}]');
insert into figures (tenant_id, id, code, name, unit, kind, dimension, created_at) values
  (71, 1, 'PUPILS', '在校学生数', '人', 'stock', 'sex', '2026-06-04T00:00:00Z');
insert into indicators (tenant_id, id, name, unit, code, aggregation, numerator, expression, frequency, level, created_at) values
  (71, 2, '在校学生数', '人', 'pupils', 'sum', 'PUPILS',
    '{"numerator":{"op":"figure","code":"PUPILS","category":null},"denominator":null}', 'month', 'school', '2026-06-04T00:00:00Z');
insert into target_revisions (tenant_id, id, target_id, at, user_id, signed_as, reason, before, after) values
  (71, 1, 1, '2026-06-05T00:00:00Z', 1, '督办', '财力所限', '{"value":"70"}', '{"value":"60"}');
insert into allocations (tenant_id, id, target_id, org_unit_id, method, rule, state, sent_by, sent_at, created_at) values
  (71, 1, 1, 1, 'manual', 'sum', 'sent', 1, '2026-06-06T00:00:00Z', '2026-06-05T00:00:00Z');
insert into allocation_parts (tenant_id, allocation_id, org_unit_id, value, signed_by, signed_as, signed_at) values
  (71, 1, 4, 60, 2, '联络员', '2026-06-07T00:00:00Z');
