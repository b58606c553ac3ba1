import { Button, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PersonRow } from '../../../subjects/org/schema';
import type { WaitingOn } from '../../../subjects/overview/schema';
import { useRead, useWrite } from '../../api';
import { useMe } from '../../me';
import { ErrorNote } from '../../parts/error-note';
import { tell } from '../../parts/tell';

type Post = PersonRow['posts'][number];
const kinds = ['sign', 'report', 'correct', 'review', 'forms', 'letters'] as const;

type Props = { post: Post; waiting: WaitingOn[number] | undefined; person: PersonRow; onRemove: () => void };

/** A post, what waits on it, and the ways to end it: to hand it over to its next holder, or to take it away. */
export const PostRow = ({ post, waiting, person, onRemove }: Props) => {
  const { t } = useTranslation(['org', 'frame']);
  const { grants } = useMe();
  const [handing, setHanding] = useState(false);
  return (
    <li className="post-row">
      <div>
        <span>
          {post.unitName} <span className="quiet">{t(`frame:role.${post.role}`)}</span> {post.title}
        </span>
        {waiting && <WaitingLine waiting={waiting} />}
      </div>
      {grants.includes(post.role) && (
        <span className="post-deeds">
          <Button
            size="small"
            aria-label={t('org:people.handPostOf', { unit: post.unitName })}
            onClick={() => setHanding(!handing)}
          >
            {t('org:people.handPost')}
          </Button>
          <Button size="small" aria-label={t('org:people.removePostOf', { unit: post.unitName })} onClick={onRemove}>
            {t('org:people.removePost')}
          </Button>
        </span>
      )}
      {handing && <HandForm post={post} person={person} onDone={() => setHanding(false)} />}
    </li>
  );
};

const WaitingLine = ({ waiting }: { waiting: WaitingOn[number] }) => {
  const { t } = useTranslation('org');
  const open = kinds
    .filter(kind => waiting[kind] > 0)
    .map(kind => t(`people.waiting.${kind}`, { count: waiting[kind] }));
  if (open.length === 0) return <p className="quiet">{t('people.waiting.nothing')}</p>;
  const others =
    waiting.others > 0 ? t('people.waiting.others', { count: waiting.others }) : t('people.waiting.nobodyElse');
  return (
    <p className="quiet">
      {open.join(t('people.waiting.between'))}
      {t('people.waiting.stop')}
      {others}
    </p>
  );
};

/** 交接: to whom the post goes, with all that waits on it. */
const HandForm = ({ post, person, onDone }: { post: Post; person: PersonRow; onDone: () => void }) => {
  const { t } = useTranslation('org');
  const people = useRead('org.people', {});
  const hand = useWrite('org.handPost');
  const [userId, setUserId] = useState<string | null>(null);
  const options = (people.data ?? [])
    .filter(({ id, disabled }) => id !== person.id && !disabled)
    .map(({ id, name, login }) => ({ value: id, label: `${name} ${login}` }));
  const give = () => {
    if (userId === null) return;
    const done = () => {
      const to = people.data?.find(({ id }) => id === userId)?.name;
      tell(t('people.handed', { unit: post.unitName, to }));
      onDone();
    };
    hand.mutate({ postId: post.id, userId }, { onSuccess: done });
  };
  return (
    <div className="hand-form">
      <Select
        showSearch={{ optionFilterProp: 'label' }}
        aria-label={t('people.handTo')}
        placeholder={t('people.handTo')}
        options={options}
        value={userId}
        onChange={setUserId}
      />
      <Button type="primary" disabled={userId === null} loading={hand.isPending} onClick={give}>
        {t('people.handPost')}
      </Button>
      <ErrorNote error={hand.error} />
    </div>
  );
};
