import { lineRuns } from './line-runs';
import type { Domain } from './nice-domain';

const [WIDTH, HEIGHT] = [160, 56];

type Props = {
  values: readonly (string | null)[];
  planned?: readonly (string | null)[] | null | undefined;
  target: string | null;
  domain: Domain;
  /** Position of a value in the domain's unit. */
  at: (value: string) => number;
};

/** One little trajectory; it fills its box, strokes keep their width. Lines are broken where a period is missing. */
export const MultipleLine = ({ values, planned, target, domain, at }: Props) => {
  const x = (index: number) => (values.length < 2 ? WIDTH / 2 : 4 + (index / (values.length - 1)) * (WIDTH - 8));
  const y = (value: string) => HEIGHT - ((at(value) - domain.low) / (domain.high - domain.low)) * HEIGHT;
  const paths = (line: readonly (string | null)[]) =>
    // A lonely period is a line of no length, which round ends make a dot.
    lineRuns(line).map(
      run => `M${(run.length > 1 ? run : [run[0]!, run[0]!]).map(i => `${x(i)} ${y(line[i]!)}`).join('L')}`,
    );
  const last = values.findLastIndex(value => value !== null);
  return (
    <svg className="fig-multiple-line" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" aria-hidden="true">
      <line className="fig-line-ground" x1="0" x2={WIDTH} y1={HEIGHT} y2={HEIGHT} />
      {target !== null && <line className="fig-line-target" x1="0" x2={WIDTH} y1={y(target)} y2={y(target)} />}
      {planned && paths(planned).map(d => <path key={d} className="fig-line-planned" d={d} />)}
      {paths(values).map(d => (
        <path key={d} className="fig-line-value" d={d} />
      ))}
      {last >= 0 && <path className="fig-line-last" d={`M${x(last)} ${y(values[last]!)}h0`} />}
    </svg>
  );
};
