-- What a bureau had at this level: its units, people with posts, an uploaded file, and its history.
-- The password is «correct horse battery».
insert into tenants (tenant_id, code, name, short_name, created_at) values
  (71, 'qingxi', '青溪市教育局', '市教育局', '2026-01-05T01:00:00Z'),
  (72, 'other', '白石市教育局', '白石局', '2026-01-06T01:00:00Z');
insert into org_units (tenant_id, id, parent_id, code, name, short_name, kind, sort, path) values
  (71, 1, null, 'root', '青溪市教育局', '市教育局', 'bureau', 0, '/1/'),
  (71, 2, 1, 'office', '办公室', '办公室', 'department', 1, '/1/2/'),
  (71, 3, 1, 'basic', '基础教育处', '基础教育处', 'department', 2, '/1/3/'),
  (72, 1, null, 'root', '白石市教育局', '白石局', 'bureau', 0, '/1/');
insert into users (tenant_id, id, login, name, password_hash, created_at) values
  (71, 1, 'duban', '督办', '$argon2id$v=19$m=19456,t=2,p=1$/ephYR26Z+TkGzPNjIkxiA$FUji8W5kQTJKH+0kwvb4iDn+ftZ1qPrAJY9szygcXm8', '2026-01-05T01:00:00Z'),
  (71, 2, 'jichu', '联络员', null, '2026-01-05T01:10:00Z'),
  (72, 1, 'baishi', '白石管理员', null, '2026-01-06T01:00:00Z');
insert into posts (tenant_id, user_id, org_unit_id, role) values
  (71, 1, 1, 'supervisor'), (71, 1, 1, 'administrator'), (71, 2, 3, 'liaison'), (72, 1, 1, 'administrator');
insert into sessions (tenant_id, token_hash, user_id, created_at, seen_at, expires_at) values
  (71, '\x0102', 1, '2026-02-01T00:00:00Z', '2026-02-01T00:00:00Z', '2099-01-01T00:00:00Z');
insert into invitations (tenant_id, token_hash, name, login, role, org_unit_id, created_by, created_at, expires_at) values
  (71, '\x0a0b', '新同事', 'xin', 'liaison', 3, 1, '2026-02-01T00:00:00Z', '2099-01-01T00:00:00Z');
insert into files (tenant_id, id, sha256, name, media_type, size, created_by, created_at) values
  (71, 1, repeat('ab', 32), '佐证.txt', 'text/plain', 12, 2, '2026-02-02T00:00:00Z'),
  (71, 2, repeat('cd', 32), '上一轮的佐证.txt', 'text/plain', 34, 2, '2026-02-02T00:00:00Z');
insert into audit_entries (tenant_id, id, at, user_id, operation, kind, subject_id, before, after, request_id, address) values
  (71, 1, '2026-01-05T01:00:00Z', null, 'org.createBureau', 'tenant', '71', null, '{"name":"青溪市教育局"}', 'req-1', '127.0.0.1'),
  (71, 2, '2026-01-05T01:20:00.123456Z', 1, 'org.saveUnit', 'unit', '3', '{"name":"基教处"}', '{"name":"基础教育处"}', null, null),
  (72, 1, '2026-01-06T01:00:00Z', null, 'org.createBureau', 'tenant', '72', null, '{"name":"白石市教育局"}', 'req-2', '::1');
