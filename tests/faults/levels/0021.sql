-- A stranger and a person in the middle of a minute.
insert into call_counts (tenant_id, caller, operation, since, calls) values
  (0, '127.0.0.1', '/api/identity/signIn', '2026-06-01T00:00:00Z', 2),
  (71, '2', '/api/indicators/letters', '2026-06-01T00:00:00Z', 3);
