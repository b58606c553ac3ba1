import { sql } from 'kysely';
import type { FileHolder } from '../../../platform/files/readable-file';
import { insideVisible, reportVisible, visibleTasks } from './visible';

/**
 * Evidence is read by whoever reads the report that holds it. What a later round left out (`gone`) is read by those who see the
 * report from inside: a reviewer compares rounds, an auditor looks back.
 */
export const reportFiles: FileHolder = {
  held: sql`exists (select 1 from report_files rf where rf.tenant_id = f.tenant_id and rf.file_id = f.id)`,
  readable: actor => sql`exists (
    select 1 from report_files rf
    join progress_reports r on r.tenant_id = rf.tenant_id and r.id = rf.report_id
    join org_units o on o.tenant_id = r.tenant_id and o.id = r.org_unit_id
    join tasks t on t.tenant_id = r.tenant_id and t.id = r.task_id
    where rf.tenant_id = f.tenant_id and rf.file_id = f.id and ${visibleTasks(actor)} and ${reportVisible(actor)}
      and (not rf.gone or ${insideVisible(actor)}))`,
};
