import { memo, type ReactNode } from 'react';
import type { Block, Fact, Run } from './blocks';

type Props = {
  block: Block;
  /** This node is the selected one. */
  selected: boolean;
  /** The selected fact, where it is one of this block. */
  fact: string | null;
  /** What stands beside the block: its light and task. */
  margin?: ReactNode;
};

const classOf = (fact: Fact, selected: string | null): string =>
  `fact fact-${fact.kind}${selected !== null && fact.key === selected ? ' selected' : ''}`;

// The shortest fact is the outermost in the tree's order of clicks: a date inside a target opens the date.
const TextRun = ({ run, selected }: { run: Run; selected: string | null }) => {
  const facts = run.facts.filter(fact => fact.kind !== 'question' || run.facts.length === 1);
  const asked = run.facts.find(fact => fact.kind === 'question');
  const classes = [...facts.map(fact => classOf(fact, selected)), ...(asked ? ['fact fact-question'] : [])].join(' ');
  const shortest = [...facts].sort((a, b) => a.span[1] - a.span[0] - (b.span[1] - b.span[0]))[0];
  return (
    <span
      data-at={run.at}
      className={classes || undefined}
      data-fact={shortest && shortest.kind !== 'heading' ? shortest.key : undefined}
      data-question={asked?.key}
    >
      {run.text}
    </span>
  );
};

/** One node's own text, with what was understood tinted in it. */
export const DocumentBlock = memo(({ block, selected, fact, margin }: Props) => (
  <div
    className={`block block-${block.kind}${selected ? ' selected' : ''}`}
    data-node={block.node}
    data-level={block.level}
  >
    {margin}
    {block.paragraphs.map(paragraph => (
      <p key={paragraph.at} className={paragraph.title ? 'document-title' : undefined}>
        {paragraph.runs.map(run => (
          <TextRun key={run.at} run={run} selected={fact} />
        ))}
      </p>
    ))}
  </div>
));
