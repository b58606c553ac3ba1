update tasks set adopted = '{"title":"改造食堂六十个"}' where tenant_id = 71 and id = 1;
