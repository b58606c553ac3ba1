import { TreeSelect } from 'antd';
import { type ReactElement, useId, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Unit, UnitKind } from '../../subjects/org/schema';
import { useRead } from '../api';

type Node = { value: string; title: string; words: string; selectable: boolean; children: Node[] };

/** The tree of units; those of other kinds stay as branches that cannot be chosen. */
const treeOf = (units: Unit[], kinds: readonly UnitKind[] | undefined): Node[] => {
  const nodes = new Map(
    units.map(unit => [
      unit.id,
      {
        value: unit.id,
        title: unit.name,
        words: [unit.name, unit.shortName, ...unit.aliases].join(' '),
        selectable: !kinds || kinds.includes(unit.kind),
        children: [] as Node[],
      },
    ]),
  );
  const roots: Node[] = [];
  for (const unit of units) {
    const parent = unit.parentId ? nodes.get(unit.parentId) : undefined;
    (parent?.children ?? roots).push(nodes.get(unit.id)!);
  }
  const wanted = (node: Node): boolean => {
    node.children = node.children.filter(wanted);
    return node.selectable || node.children.length > 0;
  };
  return roots.filter(wanted);
};

type Common = {
  /** Only these kinds can be chosen. */
  kinds?: readonly UnitKind[];
  /** Name for those who do not see the label. */
  label: string;
  id?: string;
  placeholder?: string;
  size?: 'small' | 'middle';
  disabled?: boolean;
  autoFocus?: boolean;
  style?: React.CSSProperties;
};
type Props = Common &
  (
    | { multiple?: false; value: string | null; onChange: (unitId: string | null) => void }
    | { multiple: true; value: string[]; onChange: (unitIds: string[]) => void }
  );

/** 单位选择: the tree of the body, found by name, short name or alias. */
export const UnitPicker = (props: Props) => {
  const { t } = useTranslation();
  const { data, isPending } = useRead('org.units', {}, { staleTime: 300_000 });
  const made = useId();
  const id = props.id ?? made;
  const { kinds } = props;
  const tree = useMemo(() => treeOf(data ?? [], kinds), [data, kinds]);
  const common = {
    id,
    treeData: tree,
    'aria-label': props.label,
    placeholder: props.placeholder ?? t('frame:unitPicker.placeholder'),
    loading: isPending,
    size: props.size ?? ('middle' as const),
    disabled: props.disabled,
    autoFocus: props.autoFocus,
    style: { width: '100%', ...props.style },
    showSearch: { treeNodeFilterProp: 'words' as const },
    allowClear: true,
    treeDefaultExpandedKeys: tree.map(root => root.value),
    popupMatchSelectWidth: 320,
    // antd names a list that only its plain select draws: the tree takes its place.
    popupRender: (menu: ReactElement) => <div id={`${id}_list`}>{menu}</div>,
    listHeight: 320,
    notFoundContent: t('frame:unitPicker.none'),
  };
  if (props.multiple)
    return (
      <TreeSelect<string[]> {...common} multiple value={props.value} onChange={ids => props.onChange(ids ?? [])} />
    );
  return <TreeSelect<string | null> {...common} value={props.value} onChange={id => props.onChange(id ?? null)} />;
};
