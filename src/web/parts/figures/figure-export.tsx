import { type RefObject, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { DropNote } from './drop-note';
import { savePicture } from './picture-of';
import './figure.css';

type Props = {
  /** What becomes the picture. */
  figure: RefObject<HTMLElement | null>;
  /** Name of the .png, without its ending. */
  name: string;
  /** Address of the workbook, which the server makes; without it there is only the picture. */
  xlsx?: string | null | undefined;
};

/** 导出: the workbook by its address, the picture from what is on the page. */
export const FigureExport = ({ figure, name, xlsx }: Props) => {
  const { t } = useTranslation('charts');
  const [failed, setFailed] = useState(false);
  const save = async () => {
    if (!figure.current) return;
    try {
      await savePicture(figure.current, name);
      setFailed(false);
    } catch {
      setFailed(true);
    }
  };
  return (
    <DropNote
      className="no-print"
      title={t('export.of', { name })}
      label={
        <>
          {t('export.button')}
          <span className="visually-hidden"> {name}</span> <span aria-hidden="true">▾</span>
        </>
      }
    >
      {close => (
        <ul className="fig-menu">
          {xlsx && (
            <li>
              <a href={xlsx} download onClick={close}>
                .xlsx <span className="quiet">{t('export.workbook')}</span>
              </a>
            </li>
          )}
          <li>
            <button type="button" onClick={() => void save().then(close)}>
              .png <span className="quiet">{t('export.picture')}</span>
            </button>
          </li>
          {failed && (
            <li role="alert" className="fig-failed">
              {t('export.failed')}
            </li>
          )}
        </ul>
      )}
    </DropNote>
  );
};
