-- An entry that waits for its seal, written by the way of a token.
insert into audit_entries (tenant_id, id, at, user_id, operation, kind, subject_id, after, via) values
  (71, 3, '2026-05-01T00:00:00Z', 1, 'tasks.comment', 'comment', '1', '{"body":"抓紧"}', 'token:1');
insert into audit_unsealed (tenant_id, entry_id) values (71, 3);
