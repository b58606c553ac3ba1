import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import './file-drop.css';

type Props = {
  label: string;
  hint?: string | undefined;
  accept?: string | undefined;
  multiple?: boolean;
  camera?: boolean;
  /** The file that is on its way. */
  busy: string | null;
  onFiles: (files: File[]) => void;
};

/** Where files are dropped or chosen; what becomes of them is the caller's business. */
export const FileZone = ({ label, hint, accept, multiple = true, camera = false, busy, onFiles }: Props) => {
  const { t } = useTranslation();
  const id = useId();
  const [over, setOver] = useState(false);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is a second way; the input in it is the first
    <div
      className={over ? 'file-zone over' : 'file-zone'}
      onDragOver={event => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={event => {
        event.preventDefault();
        setOver(false);
        onFiles([...event.dataTransfer.files]);
      }}
    >
      <input
        id={id}
        type="file"
        className="visually-hidden"
        accept={accept}
        multiple={multiple}
        {...(camera ? { capture: 'environment' as const } : {})}
        onChange={event => {
          onFiles([...(event.target.files ?? [])]);
          event.target.value = '';
        }}
      />
      <label htmlFor={id}>
        <strong>{label}</strong> <span className="quiet">{hint ?? t('frame:file.hint')}</span>
      </label>
      <span role="status">{busy && t('frame:file.uploading', { name: busy })}</span>
    </div>
  );
};
