-- 催报: whoever reviews a form asks a unit that has not handed it in; the asking is an event of its submission.
alter table submission_events drop constraint submission_events_action_check;
alter table submission_events add constraint submission_events_action_check
  check (action in ('submit', 'approve', 'accept', 'return', 'reopen', 'import', 'exempt', 'extend', 'move', 'remind'));
