-- A target that waits for a month of which three of six hundred are accepted.
update targets set awaiting = '{"period":"2026-03","reported":3,"expected":600}' where tenant_id = 71 and id = 1;
