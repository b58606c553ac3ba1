import { burden } from './operations/burden';
import { countySheet, readCountySheet } from './operations/county-sheet';
import { cellHistory, comment, entry, mine } from './operations/entry';
import { checkForm, form, forms, importForms, saveForm, unitTagsInUse } from './operations/forms';
import { saveDraft } from './operations/save-draft';
import { submit } from './operations/submit';
import { exempt, extend, missing, openWindow, setWindow, windows } from './operations/windows';
import { readWorkbook, template } from './operations/workbook';

/** Everything that can be done with forms, what is filled in, and its review. */
export const reportingOperations = [
  forms,
  form,
  saveForm,
  checkForm,
  importForms,
  unitTagsInUse,
  windows,
  missing,
  openWindow,
  setWindow,
  exempt,
  extend,
  mine,
  entry,
  saveDraft,
  submit,
  comment,
  cellHistory,
  template,
  readWorkbook,
  countySheet,
  readCountySheet,
  burden,
] as const;
