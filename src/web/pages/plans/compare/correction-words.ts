import type { Correction } from '../../../../subjects/plans/schema';

type Say = (key: string, values?: Record<string, unknown>) => string;

/** What a correction says, in a few words: for those who made it in an earlier version. */
export function correctionWords(correction: Correction, t: Say): string {
  const kind = `correction.${correction.kind}`;
  switch (correction.kind) {
    case 'edit-target': {
      const { fields } = correction;
      const said = [fields.indicator, fields.low, fields.high, fields.value, fields.unit].filter(
        one => one !== undefined && one !== null,
      );
      return t(kind, { fields: said.join(' ') });
    }
    case 'add-target':
      return t(kind, {
        fields: `${correction.fields.indicator} ${correction.fields.value ?? ''}${correction.fields.unit ?? ''}`,
      });
    case 'set-responsibility':
      return t(kind, { name: correction.name, role: t(`plans:role.${correction.role}`) });
    case 'remove-responsibility':
      return t(kind, { name: correction.name });
    case 'edit-heading':
      return t(kind, { heading: correction.heading });
    case 'set-deadline':
      return t(kind, { text: correction.text, day: correction.end ?? '—' });
    case 'remove-deadline':
      return t(kind, { text: correction.text });
    case 'mark-as':
      return t(kind, { kind: t(`plans:kind.${correction.as}`) });
    case 'same-indicator':
      return t(kind, { indicator: correction.indicator });
    default:
      return t(kind);
  }
}
