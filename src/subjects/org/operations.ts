import { importTemplate, importUnits } from './operations/import';
import { invite, people } from './operations/people';
import { addPost, handPost, removePost } from './operations/posts';
import { me, setLanguage, start } from './operations/session';
import { saveUnit, tagUnits, units } from './operations/units';

/** The table of this subject's operations. */
export const orgOperations = [
  start,
  me,
  setLanguage,
  units,
  saveUnit,
  tagUnits,
  people,
  invite,
  addPost,
  removePost,
  handPost,
  importTemplate,
  importUnits,
] as const;
