import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AllocationPage, AllocationPartRow } from '../../../subjects/indicators/allocation/schema';
import { downloadUrl } from '../../api';
import { TimeText } from '../../parts/date-text';
import { SignPart } from './sign-part';

/** 签收 of one part: who signed it and when, the button for who may, and its letter. */
export const SignedCell = ({ page, row }: { page: AllocationPage; row: AllocationPartRow }) => {
  const { t } = useTranslation('targets');
  const [signing, setSigning] = useState(false);
  if (page.state !== 'sent' || page.id === null || page.version === null) return <span className="quiet">—</span>;
  const part = { allocationId: page.id, version: page.version, unitId: row.unitId };
  return (
    <span className="signed-cell">
      {row.signedAt ? (
        <span>
          {row.signedAs}{' '}
          <span className="quiet">
            <TimeText at={row.signedAt} />
          </span>
        </span>
      ) : (
        <span className="quiet">{t('sign.notYet')}</span>
      )}
      {row.may.sign && (
        <Button size="small" type="primary" onClick={() => setSigning(true)}>
          {t('sign.button')}
        </Button>
      )}
      {row.may.split && !row.splitId && (
        <a href={`/targets/${page.target.id}/allocation/${row.unitId}`}>{t('allocation.further')}</a>
      )}
      <a href={downloadUrl('indicators.letter', { unitId: row.unitId, year: page.target.year })} download>
        {t('letters.one')}
        <span className="visually-hidden"> {row.unitName}</span>
      </a>
      {signing && (
        <SignPart
          part={part}
          unitName={row.unitName}
          value={row.value}
          target={page.target}
          onClose={() => setSigning(false)}
        />
      )}
    </span>
  );
};
