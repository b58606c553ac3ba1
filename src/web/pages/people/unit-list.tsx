import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { UnitNode } from './unit-tree';

type Props = {
  roots: UnitNode[];
  selected: string | undefined;
  /** Open from the beginning. */
  open: readonly string[];
  onSelect: (unitId: string) => void;
};

/** The tree of units: a name selects, the mark before it opens and closes. */
export const UnitList = ({ roots, selected, open: openFirst, onSelect }: Props) => {
  const { t } = useTranslation('org');
  const [toggled, setToggled] = useState<Record<string, boolean>>({});
  const isOpen = (id: string): boolean => toggled[id] ?? openFirst.includes(id);
  const branch = (node: UnitNode) => (
    <li key={node.unit.id}>
      <div className="unit-line">
        {node.children.length > 0 ? (
          <button
            type="button"
            className="plain-button unit-toggle"
            aria-expanded={isOpen(node.unit.id)}
            aria-label={t('people.below', { name: node.unit.name })}
            onClick={() => setToggled({ ...toggled, [node.unit.id]: !isOpen(node.unit.id) })}
          >
            {isOpen(node.unit.id) ? '▾' : '▸'}
          </button>
        ) : (
          <span className="unit-toggle" />
        )}
        <button
          type="button"
          className="plain-button unit-name"
          aria-current={node.unit.id === selected ? 'true' : undefined}
          onClick={() => onSelect(node.unit.id)}
        >
          <span>{node.unit.name}</span>
          <span className="unit-count">{node.people || ''}</span>
        </button>
      </div>
      {node.children.length > 0 && isOpen(node.unit.id) && <ul>{node.children.map(branch)}</ul>}
    </li>
  );
  return (
    <nav aria-label={t('people.units')} className="unit-list">
      <ul>{roots.map(branch)}</ul>
    </nav>
  );
};
