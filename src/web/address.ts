import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useMemo } from 'react';

/** What stands after the `?`: plain names, a list repeats its name. */
export type Search = Record<string, string | string[]>;
/** What to change in it: null or an empty text or list removes. */
export type SearchPatch = Record<string, string | number | boolean | readonly string[] | null | undefined>;

export const parseSearch = (text: string): Search => {
  const search: Search = {};
  for (const [name, value] of new URLSearchParams(text)) {
    const known = search[name];
    search[name] = known === undefined ? value : [known, value].flat();
  }
  return search;
};

export const stringifySearch = (search: Record<string, unknown>): string => {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(search))
    for (const one of [value].flat())
      if (one !== undefined && one !== null && one !== '') parameters.append(name, String(one));
  const text = parameters.toString();
  return text ? `?${text}` : '';
};

export type Address = {
  all: Search;
  text: (name: string) => string | undefined;
  list: (name: string) => string[];
  number: (name: string) => number | undefined;
};
export type SetAddress = (patch: SearchPatch, options?: { replace?: boolean }) => void;

/** Reads and changes the address, which holds the state of every page: filters, sort, what is open. */
export const useAddress = (): [Address, SetAddress] => {
  const all = useSearch({ strict: false }) as Search;
  const navigate = useNavigate();
  const address = useMemo<Address>(
    () => ({
      all,
      text: name => [all[name]].flat()[0],
      list: name => [all[name] ?? []].flat(),
      number: name => {
        const text = [all[name]].flat()[0];
        return text === undefined || Number.isNaN(Number(text)) ? undefined : Number(text);
      },
    }),
    [all],
  );
  const set: SetAddress = (patch, options) => {
    const search = (previous: Search): Search => {
      const next: Search = { ...previous };
      for (const [name, value] of Object.entries(patch)) {
        const gone = value === null || value === undefined || value === '' || (Array.isArray(value) && !value.length);
        if (gone) delete next[name];
        else next[name] = Array.isArray(value) ? [...value] : String(value);
      }
      return next;
    };
    // `to: '.'` keeps the path; the router's types know no search of untyped routes.
    void navigate({ to: '.', search: search as never, replace: options?.replace ?? false, resetScroll: false });
  };
  return [address, set];
};

/** The id in the path: `usePathId('taskId')` on `/tasks/$taskId`. */
export const usePathId = (name: string): string => {
  const parameters = useParams({ strict: false }) as Record<string, string | undefined>;
  return parameters[name] ?? '';
};
