import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { CheckedForm } from '../../../subjects/reporting/form-schema';
import { type ApiError, type InputOf, writeOnce } from '../../api';
import { useSettled } from '../definitions/use-settled';
import { type CheckFault, faultsIn } from './check-faults';
import { checkInputOf, type FormText } from './form-text';

type Asked = InputOf<'reporting.checkForm'>;

export type CheckedText = {
  data: CheckedForm | undefined;
  error: ApiError | null;
  /** What is typed is what was looked at. */
  isSettled: boolean;
  /** Of each check, by its key: only of the text that stands there now. */
  faults: ReadonlyMap<number, CheckFault[]>;
  /** Of each figure, by its code. */
  figureFaults: ReadonlyMap<string, string[]>;
};

const FIGURE = /^figures\[(.+)\]$/;

/** What the server says of a form while it is typed, asked after every pause. */
export const useFormCheck = (text: FormText, formId: string | null): CheckedText => {
  const now = checkInputOf(text, formId);
  const asked: Asked = useSettled(now);
  const { data, error } = useQuery<{ asked: Asked; said: CheckedForm }, ApiError>({
    queryKey: ['reporting.checkForm', asked],
    queryFn: async () => ({ asked, said: await writeOnce('reporting.checkForm', asked) }),
    // What was said of the text before stays until the next answer is here.
    placeholderData: keepPreviousData,
  });
  const findings = data?.said.findings ?? [];
  // An empty line is unfinished, not wrong.
  const isSame = (at: number) =>
    text.checks[at]?.text.trim() !== '' && text.checks[at]?.text === data?.asked.checks[at]?.text;
  const figureFaults = new Map<string, string[]>();
  for (const { at, message } of findings) {
    const code = FIGURE.exec(at)?.[1];
    if (code && text.lines.some(({ key }) => key === code))
      figureFaults.set(code, [...(figureFaults.get(code) ?? []), message]);
  }
  return {
    data: data?.said,
    error,
    isSettled: data !== undefined && JSON.stringify(data.asked) === JSON.stringify(now),
    faults: faultsIn(
      findings,
      text.checks.map(({ key }, at) => (isSame(at) ? { key } : null)),
    ),
    figureFaults,
  };
};
