-- Writes that came with a key (Idempotency-Key): what was answered, so that one that is asked again after a broken connection is not done again.
create table request_keys (
  tenant_id  bigint not null,
  user_id    bigint not null,
  key        text collate "C" not null,
  -- Of operation and input: the same key with something else is refused.
  asked      bytea not null,
  -- Sealed, for it may be a link or a token; null where it was too long to keep.
  answer     bytea,
  at         timestamptz not null,
  primary key (tenant_id, user_id, key),
  foreign key (tenant_id, user_id) references users (tenant_id, id)
);
alter table request_keys enable row level security;
create policy tenant on request_keys using (tenant_id = nullif(current_setting('app.tenant', true), '')::bigint);
grant select, insert, update, delete on request_keys to luoshi_server;
