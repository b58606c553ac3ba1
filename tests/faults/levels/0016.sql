-- An import under its key, another system that is told, what it was told, and a map.
insert into import_runs (tenant_id, key, sha256, user_id, at, result) values (71, '2025-history', repeat('0a', 32), 1, '2026-08-01T00:00:00Z', '{"rows":10}');
insert into webhooks (tenant_id, id, name, url, secret, events, created_by, created_at, told_until) values
  (71, 1, '市政府督查平台', 'https://hooks.example.cn/figures', '\x01', '{figures.accepted}', 1, '2026-08-02T00:00:00Z', 3);
insert into webhook_deliveries (tenant_id, id, webhook_id, event, body, created_at, attempts, delivered_at, answer) values
  (71, 1, 1, 'figures.accepted', '{"period":"2026-06"}', '2026-08-03T00:00:00Z', 1, '2026-08-03T00:00:01Z', '204');
insert into region_maps (tenant_id, name, geojson, saved_by, saved_at) values
  (71, '青溪市', '{"type":"FeatureCollection","features":[]}', 1, '2026-08-04T00:00:00Z');
