import { importTemplate, importUnits } from './operations/import';
import { acceptInvitation, invitation, invite, people } from './operations/people';
import { addPost, removePost } from './operations/posts';
import { changePassword, createBureau, enter, me, setLanguage, signIn, signOut, start } from './operations/session';
import { saveUnit, units } from './operations/units';

/** The table of this subject's operations. */
export const orgOperations = [
  start,
  createBureau,
  signIn,
  signOut,
  enter,
  me,
  setLanguage,
  changePassword,
  units,
  saveUnit,
  people,
  invite,
  invitation,
  acceptInvitation,
  addPost,
  removePost,
  importTemplate,
  importUnits,
] as const;
