-- How often an operation with a limit was called in the running minute, over all servers. Of strangers under body 0, which is nobody's.
-- Unlogged: a call costs no write-ahead log, and after a crash the minute may begin anew.
create unlogged table call_counts (
  tenant_id  bigint not null,
  -- A person's id, or a stranger's address.
  caller     text not null,
  operation  text not null,
  since      timestamptz not null,
  calls      integer not null,
  primary key (tenant_id, caller, operation)
);
alter table call_counts enable row level security;
create policy tenant on call_counts using (tenant_id = nullif(current_setting('app.tenant', true), '')::bigint);
grant select, insert, update, delete on call_counts to luoshi_server;
