import { Button } from 'antd';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PersonRow, Role } from '../../../subjects/org/schema';
import { useRead, useWrite } from '../../api';
import { useMe } from '../../me';
import { Dialog } from '../../parts/dialog';
import { ErrorNote } from '../../parts/error-note';
import { tell } from '../../parts/tell';
import { TextField } from '../../parts/text-field';
import { UnitPicker } from '../../parts/unit-picker';
import { PersonSignOn } from '../tokens/person-sign-on';
import { AccountSection } from './account-section';
import { PostRow } from './post-row';
import { RoleField } from './role-field';

/** A person and the posts held; a post is added or taken away here, and the account kept. */
export const PersonDialog = ({ person, onClose }: { person: PersonRow; onClose: () => void }) => {
  const { t } = useTranslation('org');
  const { can, user } = useMe();
  const waiting = useRead('overview.waitingOn', { userId: person.id });
  const remove = useWrite('org.removePost');
  const add = useWrite('org.addPost');
  const takeAway = (post: PersonRow['posts'][number]) =>
    remove.mutate(
      { postId: post.id },
      {
        onSuccess: () => {
          const { unitId, role, title } = post;
          tell(t('people.postRemoved', { unit: post.unitName }), () =>
            add.mutate({ userId: person.id, unitId, role, title }),
          );
        },
      },
    );
  return (
    <Dialog title={person.name} onClose={onClose}>
      <p className="quiet">
        {t('people.login')} {person.login}
      </p>
      <ul className="post-rows">
        {person.posts.map(post => (
          <PostRow
            key={post.id}
            post={post}
            person={person}
            waiting={waiting.data?.find(({ postId }) => postId === post.id)}
            onRemove={() => takeAway(post)}
          />
        ))}
        {person.posts.length === 0 && <li className="quiet">{t('people.noPost')}</li>}
      </ul>
      <ErrorNote error={remove.error ?? add.error} />
      {can.administer && <AccountSection person={person} own={person.id === user.id} />}
      {can.administer && <PersonSignOn userId={person.id} />}
      <PostForm userId={person.id} />
    </Dialog>
  );
};

const PostForm = ({ userId }: { userId: string }) => {
  const { t } = useTranslation('org');
  const add = useWrite('org.addPost');
  const [unitId, setUnitId] = useState<string | null>(null);
  const [role, setRole] = useState<Role>('liaison');
  const [title, setTitle] = useState('');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!unitId) return;
    add.mutate(
      { userId, unitId, role, title: title.trim() || null },
      {
        onSuccess: () => {
          setUnitId(null);
          setTitle('');
        },
      },
    );
  };
  return (
    <form className="dialog-form" onSubmit={submit}>
      <h3>{t('people.addPost')}</h3>
      <div>
        <span className="field-label">{t('people.unit')}</span>
        <UnitPicker label={t('people.unit')} value={unitId} onChange={setUnitId} />
      </div>
      <RoleField value={role} onChange={setRole} />
      <TextField label={t('people.postTitle')} value={title} onValue={setTitle} maxLength={50} />
      <ErrorNote error={add.error} />
      <div className="dialog-actions">
        <Button type="primary" htmlType="submit" loading={add.isPending} disabled={!unitId}>
          {t('people.addPost')}
        </Button>
      </div>
    </form>
  );
};
