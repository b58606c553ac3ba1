import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useWrite } from '../../../api';
import { ErrorNote } from '../../../parts/error-note';
import { FileDrop } from '../../../parts/file-drop';

/** 导入修订稿: a file; then both versions side by side. */
export const RevisePlan = ({ planId }: { planId: string }) => {
  const { t } = useTranslation('compare');
  const navigate = useNavigate();
  const revise = useWrite('plans.revise');
  const opened = (revised: string) =>
    void navigate({
      to: '/plans/$planId/compare',
      params: { planId: revised },
      search: { with: planId } as never,
    });
  return (
    <div className="import-plan">
      <p>{t('revise.how')}</p>
      <FileDrop
        label={t('revise.file')}
        hint={t('plans:import.kinds')}
        accept=".docx,.doc,.pdf,.txt,.html,.htm,.md,.xlsx"
        multiple={false}
        files={[]}
        onChange={([file]) => {
          if (file) revise.mutate({ planId, fileId: file.id }, { onSuccess: made => opened(made.planId) });
        }}
      />
      {revise.isPending && <p role="status">{t('revise.working')}</p>}
      <ErrorNote error={revise.error} />
    </div>
  );
};
