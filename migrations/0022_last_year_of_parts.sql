-- 去年值 of a part, where its way begins: kept when the split is sent out, so that a letter goes on saying what was signed, and no page has
-- to work a year out anew to know where a part should be by now.
alter table allocation_parts add column last numeric;
-- Of splits sent out before, not yet worked out.
alter table allocations add column keeps_last boolean not null default false;
