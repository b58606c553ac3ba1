import { scanWithClamd } from '../platform/files/scan-with-clamd';
import type { Intake } from '../platform/files/take-in';
import type { Settings } from './settings';

/** How this server takes uploads in. */
export const intakeOf = ({
  uploadMb,
  clamd,
  clamdAway,
}: Pick<Settings, 'uploadMb' | 'clamd' | 'clamdAway'>): Intake => ({
  limitMb: uploadMb,
  scan: clamd ? scanWithClamd({ address: clamd }) : null,
  whenAway: clamdAway,
});
