import { importFile } from './operations/file';
import { imports } from './operations/imports';
import { values } from './operations/out';
import { writeValues } from './operations/values';
import { deliveries, removeWebhook, saveWebhook, webhooks } from './operations/webhooks';

/** The table of this subject's operations. */
export const exchangeOperations = [
  values,
  writeValues,
  importFile,
  imports,
  webhooks,
  saveWebhook,
  removeWebhook,
  deliveries,
] as const;
