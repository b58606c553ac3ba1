import { Button } from 'antd';
import { useRef } from 'react';

const XLSX = '.xlsx,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

type Props = { label: string; busy: boolean; className?: string; onFile: (file: File) => void };

/** A button that asks for a workbook. */
export const FileButton = ({ label, busy, className, onFile }: Props) => {
  const field = useRef<HTMLInputElement>(null);
  return (
    <>
      <input
        ref={field}
        type="file"
        hidden
        accept={XLSX}
        aria-label={label}
        onChange={event => {
          const file = event.target.files?.[0];
          event.target.value = '';
          if (file) onFile(file);
        }}
      />
      <Button className={className} loading={busy} onClick={() => field.current?.click()}>
        {label}
      </Button>
    </>
  );
};
