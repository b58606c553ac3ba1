import { describe, expect, it } from 'vitest';
import { gatherStatements, namesTooFew } from './statements';

describe('the rule that statements name the tenant', () => {
  it('finds what forgets it, in a join too', () => {
    expect(namesTooFew('select title from tasks where id = $1')).toBe(true);
    expect(namesTooFew('select 1 from tasks t join org_units o on o.id = t.lead_unit_id where t.tenant_id = $1')).toBe(
      true,
    );
    expect(namesTooFew(`update "tasks" set title = 'tenant_id' where id = $1`)).toBe(true);
    expect(namesTooFew('delete from tasks where id = 1')).toBe(true);
  });

  it('passes what names it, and what has no table of a body', () => {
    expect(namesTooFew('select title from tasks where tenant_id = $1 and id = $2')).toBe(false);
    expect(namesTooFew('with page as materialized (select id from tasks where tenant_id = 1) select * from page')).toBe(
      false,
    );
    expect(namesTooFew('select code, name from tenants')).toBe(false);
    expect(namesTooFew('select * from unnest($1::text[])')).toBe(false);
  });

  it('hears only of what succeeded', () => {
    const { onStatement, withoutTenant } = gatherStatements();
    const statement = { startedAt: 0, ms: 1, purpose: null };
    onStatement({ ...statement, text: 'select 1 from tasks', failed: true });
    expect(withoutTenant()).toEqual([]);
    onStatement({ ...statement, text: 'select 1 from tasks', failed: false });
    expect(withoutTenant()).toEqual(['select 1 from tasks']);
  });
});
