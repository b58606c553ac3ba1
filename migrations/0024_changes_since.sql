-- What happened after a day is found without reading all that ever happened: sums as of that day are the stored ones without it.
create index submission_events_at on submission_events (tenant_id, at);
