-- Somebody who is signed in, a browser that is known, a wrong attempt.
insert into sessions (tenant_id, token_hash, user_id, created_at, seen_at, expires_at, started_by) values
  (71, '\x0304', 1, '2026-06-01T00:00:00Z', '2026-06-01T00:00:00Z', '2099-01-01T00:00:00Z', 'password');
insert into known_devices (tenant_id, user_id, device_hash, address, seen_at) values (71, 1, '\x05', '127.0.0.1', '2026-06-01T00:00:00Z');
insert into sign_in_failures (tenant_id, account, source, failures, failed_at) values (71, '\x06', '127.0.0.1', 2, '2026-06-01T00:00:00Z');
