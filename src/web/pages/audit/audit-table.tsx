import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { AuditRow } from '../../../subjects/audit/schema';
import { useRead } from '../../api';
import { TimeText } from '../../parts/date-text';
import type { HistoryNames } from '../tasks/history-changes';
import { auditChanges } from './audit-changes';
import { operationName } from './operation-name';

const SHOWN_CHANGES = 4;

/** 审计记录, newest first. On a phone each entry is a block. */
export const AuditTable = ({
  rows,
  onThing,
}: {
  rows: readonly AuditRow[];
  onThing: (kind: string, id: string) => void;
}) => {
  const { t } = useTranslation('audit');
  const { data: units } = useRead('org.units', {}, { staleTime: 300_000 });
  const names: HistoryNames = {
    unit: id => units?.find(unit => unit.id === id)?.shortName ?? id,
    target: id => id,
  };
  return (
    <table className="plain-table audit-table">
      <thead>
        <tr>
          <th scope="col">{t('column.at')}</th>
          <th scope="col">{t('column.by')}</th>
          <th scope="col">{t('column.operation')}</th>
          <th scope="col">{t('column.change')}</th>
          <th scope="col">{t('column.from')}</th>
          <th scope="col">{t('column.position')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(row => (
          <tr key={row.id}>
            <td>
              <TimeText at={row.at} />
            </td>
            <td>
              {row.by ?? <span className="quiet">{t('nobody')}</span>}
              {row.login && <span className="quiet audit-login">{row.login}</span>}
            </td>
            <td>
              {operationName(t, row.operation)}
              <Thing row={row} onThing={onThing} />
            </td>
            <td>
              <Changes row={row} names={names} />
            </td>
            <td className="quiet audit-from">
              {row.via && <span>{t(`via.${row.via.split(':')[0]}`, row.via)}</span>}
              {row.address && <span>{row.address}</span>}
            </td>
            <td className="number quiet">{row.position ?? t('waiting')}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
};

type ThingProps = {
  row: AuditRow;
  onThing: (kind: string, id: string) => void;
};

/** What it was done to: filters by it; a task opens. */
const Thing = ({ row, onThing }: ThingProps) => {
  const { t } = useTranslation('audit');
  const [kind, id] = row.underKind && row.underId ? [row.underKind, row.underId] : [row.kind, row.subjectId];
  return (
    <span className="audit-what">
      <button type="button" className="link-button" onClick={() => onThing(kind, id)}>
        {t(`kind.${kind}`, kind)} {row.thing ?? id}
      </button>
      {kind === 'task' && (
        <Link to="/tasks/$taskId" params={{ taskId: id } as never}>
          {t('open')}
        </Link>
      )}
    </span>
  );
};

const Changes = ({ row, names }: { row: AuditRow; names: HistoryNames }) => {
  const { t } = useTranslation(['audit', 'task', 'ledger', 'frame']);
  const changes = auditChanges(t, row, names);
  if (changes.length === 0) return <span className="quiet">—</span>;
  const lines = (shown: typeof changes) => (
    <dl className="audit-changes">
      {shown.map(({ field, from, to }) => (
        <div key={field}>
          <dt>{field}</dt>
          <dd>
            {from !== null && <del>{from}</del>}
            {from !== null && to !== null && ' → '}
            {to !== null && <ins>{to}</ins>}
          </dd>
        </div>
      ))}
    </dl>
  );
  return (
    <>
      {lines(changes.slice(0, SHOWN_CHANGES))}
      {changes.length > SHOWN_CHANGES && (
        <details>
          <summary>{t('moreChanges', { count: changes.length - SHOWN_CHANGES })}</summary>
          {lines(changes.slice(SHOWN_CHANGES))}
        </details>
      )}
    </>
  );
};
