-- Bodies kept apart by the database itself: whatever a statement forgets, a row of another body is neither seen nor written.
-- The server's role (made before the first migration) owns nothing and is held to this; see docs/decisions/0007-tenancy.md.
-- A table that comes later brings its three lines along; tests/catalogue.test.ts looks.

alter table org_units enable row level security;
create policy tenant on org_units using (tenant_id = nullif(current_setting('app.tenant', true), '')::bigint);
grant select, insert, update, delete on org_units to luoshi_server;

alter table users enable row level security;
create policy tenant on users using (tenant_id = nullif(current_setting('app.tenant', true), '')::bigint);
grant select, insert, update, delete on users to luoshi_server;

alter table posts enable row level security;
create policy tenant on posts using (tenant_id = nullif(current_setting('app.tenant', true), '')::bigint);
grant select, insert, update, delete on posts to luoshi_server;

alter table sessions enable row level security;
create policy tenant on sessions using (tenant_id = nullif(current_setting('app.tenant', true), '')::bigint);
grant select, insert, update, delete on sessions to luoshi_server;

alter table invitations enable row level security;
create policy tenant on invitations using (tenant_id = nullif(current_setting('app.tenant', true), '')::bigint);
grant select, insert, update, delete on invitations to luoshi_server;

alter table files enable row level security;
create policy tenant on files using (tenant_id = nullif(current_setting('app.tenant', true), '')::bigint);
grant select, insert, update, delete on files to luoshi_server;

alter table plans enable row level security;
create policy tenant on plans using (tenant_id = nullif(current_setting('app.tenant', true), '')::bigint);
grant select, insert, update, delete on plans to luoshi_server;

alter table plan_corrections enable row level security;
create policy tenant on plan_corrections using (tenant_id = nullif(current_setting('app.tenant', true), '')::bigint);
grant select, insert, update, delete on plan_corrections to luoshi_server;

alter table plan_conflicts enable row level security;
create policy tenant on plan_conflicts using (tenant_id = nullif(current_setting('app.tenant', true), '')::bigint);
grant select, insert, update, delete on plan_conflicts to luoshi_server;

alter table tasks enable row level security;
create policy tenant on tasks using (tenant_id = nullif(current_setting('app.tenant', true), '')::bigint);
grant select, insert, update, delete on tasks to luoshi_server;

alter table task_units enable row level security;
create policy tenant on task_units using (tenant_id = nullif(current_setting('app.tenant', true), '')::bigint);
grant select, insert, update, delete on task_units to luoshi_server;

alter table milestones enable row level security;
create policy tenant on milestones using (tenant_id = nullif(current_setting('app.tenant', true), '')::bigint);
grant select, insert, update, delete on milestones to luoshi_server;

alter table progress_reports enable row level security;
create policy tenant on progress_reports using (tenant_id = nullif(current_setting('app.tenant', true), '')::bigint);
grant select, insert, update, delete on progress_reports to luoshi_server;

alter table report_submissions enable row level security;
create policy tenant on report_submissions using (tenant_id = nullif(current_setting('app.tenant', true), '')::bigint);
grant select, insert, update, delete on report_submissions to luoshi_server;

alter table report_files enable row level security;
create policy tenant on report_files using (tenant_id = nullif(current_setting('app.tenant', true), '')::bigint);
grant select, insert, update, delete on report_files to luoshi_server;

alter table task_comments enable row level security;
create policy tenant on task_comments using (tenant_id = nullif(current_setting('app.tenant', true), '')::bigint);
grant select, insert, update, delete on task_comments to luoshi_server;

alter table saved_views enable row level security;
create policy tenant on saved_views using (tenant_id = nullif(current_setting('app.tenant', true), '')::bigint);
grant select, insert, update, delete on saved_views to luoshi_server;

alter table indicators enable row level security;
create policy tenant on indicators using (tenant_id = nullif(current_setting('app.tenant', true), '')::bigint);
grant select, insert, update, delete on indicators to luoshi_server;

alter table targets enable row level security;
create policy tenant on targets using (tenant_id = nullif(current_setting('app.tenant', true), '')::bigint);
grant select, insert, update, delete on targets to luoshi_server;

alter table target_points enable row level security;
create policy tenant on target_points using (tenant_id = nullif(current_setting('app.tenant', true), '')::bigint);
grant select, insert, update, delete on target_points to luoshi_server;

alter table target_values enable row level security;
create policy tenant on target_values using (tenant_id = nullif(current_setting('app.tenant', true), '')::bigint);
grant select, insert, update, delete on target_values to luoshi_server;

-- Ids of a whole tree are taken ahead.
grant usage on sequence org_units_id_seq to luoshi_server;

-- The catalogue of bodies is shared: the sign-in page names them. Only its own body changes its row.
alter table tenants enable row level security;
create policy listed on tenants for select using (true);
create policy begun on tenants for insert with check (true);
create policy tenant on tenants for update using (tenant_id = nullif(current_setting('app.tenant', true), '')::bigint);
grant select, insert, update on tenants to luoshi_server;

-- By which way it was done: a session, an API token, a job.
alter table audit_entries add column via text;

-- What was written down can be added to, not changed: the server's role has no right to.
alter table audit_entries enable row level security;
create policy tenant on audit_entries using (tenant_id = nullif(current_setting('app.tenant', true), '')::bigint);
grant select, insert on audit_entries to luoshi_server;

-- Entries that are not in the chain yet. Writers only add a row here and never wait for each other; the order of the chain is
-- settled when they are sealed, a moment later.
create table audit_unsealed (
  tenant_id    bigint not null,
  entry_id     bigint not null,
  primary key (tenant_id, entry_id),
  foreign key (tenant_id, entry_id) references audit_entries (tenant_id, id)
);
alter table audit_unsealed enable row level security;
create policy tenant on audit_unsealed using (tenant_id = nullif(current_setting('app.tenant', true), '')::bigint);
grant select, insert, delete on audit_unsealed to luoshi_server;

-- The chain: each link holds the hash of its entry and of the link before. No foreign key: an entry that somebody removed is
-- to be missed here, not kept from being removed.
create table audit_chain (
  tenant_id    bigint not null references tenants,
  position     bigint not null,
  entry_id     bigint not null,
  entry_hash   bytea not null,
  hash         bytea not null,
  sealed_at    timestamptz not null,
  primary key (tenant_id, position),
  unique (tenant_id, entry_id)
);
alter table audit_chain enable row level security;
create policy tenant on audit_chain using (tenant_id = nullif(current_setting('app.tenant', true), '')::bigint);
grant select, insert on audit_chain to luoshi_server;

-- What was written down before there was a chain is its beginning.
insert into audit_unsealed (tenant_id, entry_id) select tenant_id, id from audit_entries;

-- An array index is used under row-level security only where its operator is known not to leak. It does not; telling the
-- database so takes its superuser. Without, a search reads the body's tasks instead of the index: slower, not wrong.
do $$
begin
  if (select rolsuper from pg_roles where rolname = current_user) then
    alter function pg_catalog.arraycontains(anyarray, anyarray) leakproof;
  end if;
end $$;
