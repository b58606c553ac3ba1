-- Under which unit a submission was summed before it was moved (action move): as of an earlier day it is summed there.
alter table submission_events add column from_group_id bigint;
