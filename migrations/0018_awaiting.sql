-- A newer period of a target's indicator in which too few units are accepted yet to be judged by: {period, reported, expected}.
alter table targets add column awaiting jsonb;
