import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { fileUrl, upload } from '../api';
import { ErrorNote } from './error-note';
import { FileZone } from './file-zone';
import './file-drop.css';

export type DroppedFile = { id: string; name: string; size?: number };
type Props = {
  /** What is dropped here: 佐证材料, 工作要点 … */
  label: string;
  hint?: string;
  /** `.docx,.txt`; without it anything. */
  accept?: string;
  multiple?: boolean;
  files: readonly DroppedFile[];
  onChange: (files: DroppedFile[]) => void;
  /** Takes a picture with the phone's camera. */
  camera?: boolean;
};

const sizeText = (bytes: number): string =>
  bytes < 1024 * 1024 ? `${Math.max(1, Math.round(bytes / 1024))} kB` : `${(bytes / 1024 / 1024).toFixed(1)} MB`;

/** Files: dropped or chosen, stored at once, listed with a way to take each out again. */
export const FileDrop = ({ label, hint, accept, multiple = true, files, onChange, camera = false }: Props) => {
  const { t } = useTranslation();
  const [busy, setBusy] = useState<string | null>(null);
  const [error, setError] = useState<unknown>(null);

  const take = async (chosen: File[]) => {
    setError(null);
    let all = [...files];
    try {
      for (const file of multiple ? chosen : chosen.slice(0, 1)) {
        setBusy(file.name);
        const stored = await upload(file);
        all = multiple ? [...all, stored] : [stored];
        onChange(all);
      }
    } catch (failure) {
      setError(failure);
    } finally {
      setBusy(null);
    }
  };

  return (
    <div className="file-drop">
      <FileZone
        label={label}
        hint={hint}
        accept={accept}
        multiple={multiple}
        camera={camera}
        busy={busy}
        onFiles={chosen => void take(chosen)}
      />
      <ErrorNote error={error} />
      {files.length > 0 && (
        <ul>
          {files.map(file => (
            <li key={file.id}>
              <a href={fileUrl(file.id)} target="_blank" rel="noreferrer">
                {file.name}
              </a>
              {file.size !== undefined && <span className="quiet">{sizeText(file.size)}</span>}
              <button
                type="button"
                className="plain-button file-remove"
                aria-label={t('frame:file.remove', { name: file.name })}
                onClick={() => onChange(files.filter(other => other.id !== file.id))}
              >
                ✕
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
};
