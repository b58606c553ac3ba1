-- Evidence that a later round of a report left out stays with the report: the round that had it was handed in, and whoever reads
-- that round reads its files. `gone` marks it.
alter table report_files add column gone boolean not null default false;

insert into report_files (tenant_id, report_id, file_id, gone)
select distinct s.tenant_id, s.report_id, f.id, true
from report_submissions s
cross join lateral jsonb_array_elements(s.body->'files') as b(file)
join files f on f.tenant_id = s.tenant_id and f.id = (b.file->>'id')::bigint
where s.round > 0
on conflict (tenant_id, report_id, file_id) do nothing;

-- Who may read a file is asked of what holds it.
create index report_files_file on report_files (tenant_id, file_id);
create index plans_file on plans (tenant_id, file_id) where file_id is not null;
