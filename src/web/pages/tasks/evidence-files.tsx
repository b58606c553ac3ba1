import { useTranslation } from 'react-i18next';
import type { ReportRow } from '../../../subjects/tasks/schema';
import { fileUrl } from '../../api';

type Props = {
  files: ReportRow['files'];
  /** Files of the round before: what is new is marked. */
  before?: { id: string }[] | null;
};

const sizeText = (bytes: number): string =>
  bytes < 1024 * 1024 ? `${Math.max(1, Math.round(bytes / 1024))} kB` : `${(bytes / 1024 / 1024).toFixed(1)} MB`;

/** 佐证材料: pictures as thumbnails, everything as a download. */
export const EvidenceFiles = ({ files, before = null }: Props) => {
  const { t } = useTranslation('task');
  if (files.length === 0) return null;
  const isNew = (id: string) => before !== null && !before.some(file => file.id === id);
  const isPicture = (mediaType: string) => /^image\/(png|jpeg|webp|gif)$/.test(mediaType);
  return (
    <ul className="evidence" aria-label={t('report.files')}>
      {files.map(file => (
        <li key={file.id}>
          <a href={fileUrl(file.id)} target="_blank" rel="noreferrer">
            {isPicture(file.mediaType) && (
              <img src={fileUrl(file.id)} alt="" loading="lazy" width={96} height={72} decoding="async" />
            )}
            <span>{file.name}</span>
          </a>
          <span className="quiet number"> {sizeText(file.size)}</span>
          {isNew(file.id) && <ins className="file-new">{t('report.newFile')}</ins>}
        </li>
      ))}
    </ul>
  );
};
