import { dimensions, figures, saveDimension, saveFigure } from './figure-operations';
import { checkFormula, definition, list, save } from './indicator-operations';
import { link } from './link';
import { exportPack, importPack, importPackFile, packs } from './pack-operations';

/** What is measured and how: figures, dimensions, indicators, and the packs they come in. */
export const definitionOperations = [
  list,
  definition,
  save,
  checkFormula,
  link,
  figures,
  saveFigure,
  dimensions,
  saveDimension,
  packs,
  importPack,
  importPackFile,
  exportPack,
] as const;
