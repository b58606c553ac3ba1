-- A link to the bureau's single sign-on, and a program's token.
insert into linked_identities (tenant_id, id, user_id, provider, issuer, subject, created_at, used_at) values
  (71, 1, 2, 'city', 'https://sso.example.cn', 'e-1001', '2026-06-02T00:00:00Z', '2026-06-02T00:00:00Z');
insert into api_tokens (tenant_id, id, user_id, name, token_hash, scopes, created_at, expires_at) values
  (71, 1, 1, '看板', '\x07', '{read}', '2026-06-03T00:00:00Z', '2027-06-03T00:00:00Z');
