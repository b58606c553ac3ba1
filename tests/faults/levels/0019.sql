-- A school that was merged into another one, and what passed to it.
insert into org_units (tenant_id, id, parent_id, code, name, short_name, kind, sort, path, valid_to, successor_id) values
  (71, 6, 4, 'second', '北山县第二小学', '第二小学', 'school', 2, '/1/4/6/', '2026-08-31', 5);
insert into unit_handovers (tenant_id, id, unit_id, kind, subject_id, to_unit_id, before) values
  (71, 1, 6, 'post', '9', 5, '{"userId":"2"}');
