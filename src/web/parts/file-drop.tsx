import { type DragEvent, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { fileUrl, upload } from '../api';
import { ErrorNote } from './error-note';
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
  const id = useId();
  const [over, setOver] = useState(false);
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
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    void take([...event.dataTransfer.files]);
  };

  return (
    <div className="file-drop">
      {/* biome-ignore lint/a11y/noStaticElementInteractions: dropping is a second way; the input in it is the first */}
      <div
        className={over ? 'file-zone over' : 'file-zone'}
        onDragOver={event => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
      >
        <input
          id={id}
          type="file"
          className="visually-hidden"
          accept={accept}
          multiple={multiple}
          {...(camera ? { capture: 'environment' as const } : {})}
          onChange={event => {
            void take([...(event.target.files ?? [])]);
            event.target.value = '';
          }}
        />
        <label htmlFor={id}>
          <strong>{label}</strong> <span className="quiet">{hint ?? t('frame:file.hint')}</span>
        </label>
        <span role="status">{busy && t('frame:file.uploading', { name: busy })}</span>
      </div>
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
