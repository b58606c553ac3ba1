-- What the plan said when the task was last adopted: a later adoption changes only what the plan changed since,
-- and leaves alone what people edited in the ledger.
alter table tasks add column adopted jsonb;
