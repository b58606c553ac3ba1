import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { compile } from '../../../compiler/compile';
import { textSource } from '../../../compiler/source';

/** How much is read from a text while it is still being pasted and typed: compiled here, in the browser. */
export const LocalReading = ({ text }: { text: string }) => {
  const { t } = useTranslation('plans');
  const plan = useMemo(() => compile(textSource('', text)), [text]);
  const items = plan.nodes.filter(node => node.kind === 'item').length;
  const targets = plan.nodes.reduce((sum, node) => sum + node.targets.length, 0);
  return (
    <p className="quiet" role="status">
      {items === 0
        ? t('import.nothing')
        : t('import.found', { items, targets, bodies: plan.organizations.length, questions: plan.diagnostics.length })}
    </p>
  );
};
