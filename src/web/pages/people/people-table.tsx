import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PersonRow } from '../../../subjects/org/schema';
import { Empty } from '../../parts/empty';
import { useRowWalk } from '../../parts/use-row-walk';

const STEP = 100;

/** The people of a unit and all below it; a name opens the person. */
export const PeopleTable = ({ people, onOpen }: { people: PersonRow[]; onOpen: (id: string) => void }) => {
  const { t } = useTranslation(['org', 'frame']);
  const [limit, setLimit] = useState(STEP);
  const box = useRowWalk<HTMLTableSectionElement>();
  if (people.length === 0) return <Empty title={t('org:people.none')}>{t('org:people.noneWhy')}</Empty>;
  return (
    <>
      <table className="plain-table card-table">
        <thead>
          <tr>
            <th scope="col">{t('org:people.name')}</th>
            <th scope="col">{t('org:people.login')}</th>
            <th scope="col">{t('org:people.posts')}</th>
          </tr>
        </thead>
        <tbody ref={box}>
          {people.slice(0, limit).map(person => (
            <tr key={person.id} data-row>
              <td>
                <button type="button" className="link-button" onClick={() => onOpen(person.id)}>
                  {person.name}
                </button>
                {person.disabled && <span className="quiet"> {t('org:people.disabled')}</span>}
              </td>
              <td className="quiet">{person.login}</td>
              <td>
                {person.posts.length === 0 && <span className="quiet">{t('org:people.noPost')}</span>}
                {person.posts.map(post => (
                  <span key={post.id} className="people-post">
                    {post.unitName} <span className="quiet">{post.title ?? t(`frame:role.${post.role}`)}</span>
                  </span>
                ))}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {people.length > limit && (
        <p style={{ paddingTop: 12 }}>
          <Button onClick={() => setLimit(limit + STEP)}>
            {t('org:people.more', { count: people.length - limit })}
          </Button>
        </p>
      )}
    </>
  );
};
