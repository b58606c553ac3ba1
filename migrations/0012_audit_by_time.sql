-- The auditor asks by time: what happened between two days, newest first.
create index audit_entries_at on audit_entries (tenant_id, at, id);
