import {
  QueryCache,
  QueryClient,
  type UseMutationResult,
  type UseQueryResult,
  useMutation,
  useQuery,
} from '@tanstack/react-query';
import type { z } from 'zod';
import type { Plan } from '../compiler/ledger';
import type { Refused, SessionChange, Verbatim } from '../platform/operation';
import type { Correction } from '../subjects/plans/schema';
import type { OperationNamed, ReadName, WriteName } from '../subjects/registry';
import { stringifySearch } from './address';
import { ApiError, readReply } from './api-error';
import { reportLost, whenBack } from './connection';
import { language } from './i18n';
import { isAway } from './presence';
import { underKey } from './request-keys';
import { forgetSeen, keepSeen, seenLast } from './seen-reads';

export { ApiError };

type AnyName = ReadName | WriteName;
type In<Name extends AnyName> = z.input<OperationNamed<Name>['input']>;
type Out<Name extends AnyName> = z.output<OperationNamed<Name>['input']>;
// Coerced fields are `unknown` on the way in; their type is that of the way out. What may be undefined may be left away.
type Typed<I, O> = {
  [K in keyof I as undefined extends I[K] ? never : K]: K extends keyof O ? O[K] : I[K];
} & { [K in keyof I as undefined extends I[K] ? K : never]?: K extends keyof O ? O[K] : I[K] };

/** What an operation wants, as its schema says, before defaults. */
export type InputOf<Name extends AnyName> = Typed<In<Name>, Out<Name>>;
type Plain<T> = T extends SessionChange<infer Inner> | Verbatim<infer Inner> ? Inner : T extends Refused ? never : T;
/** What it answers. */
export type OutputOf<Name extends AnyName> = Plain<Awaited<ReturnType<OperationNamed<Name>['run']>>>;

const addressOf = (name: string): string => `/api/${name.replaceAll('.', '/')}`;

const request = async (
  address: string,
  init: RequestInit,
  read: (reply: Response) => Promise<unknown> = readReply,
): Promise<unknown> => {
  const headers = new Headers(init.headers);
  headers.set('x-language', language());
  // What the page asks by itself does not keep the session of somebody who has left.
  if (isAway()) headers.set('x-quiet', '1');
  let reply: Response;
  try {
    reply = await fetch(address, { ...init, headers });
  } catch (error) {
    if (init.signal?.aborted) throw error;
    reportLost();
    throw new ApiError('offline', '', {}, 0);
  }
  if (reply.status >= 502 && reply.status <= 504) reportLost();
  return reply.ok ? read(reply) : readReply(reply);
};

/** Asks once, outside React: for exports, dialogs and the router. */
export const readOnce = async <Name extends ReadName>(
  name: Name,
  input: InputOf<Name>,
  signal?: AbortSignal,
): Promise<OutputOf<Name>> => {
  try {
    const address = addressOf(name) + stringifySearch(input as Record<string, unknown>);
    return (await request(address, { signal })) as OutputOf<Name>;
  } catch (error) {
    const isFirst = queryClient.getQueryData([name, input]) === undefined;
    const seen = isFirst && error instanceof ApiError && error.code === 'offline' ? seenLast(name, input) : undefined;
    if (seen === undefined) throw error;
    return seen as OutputOf<Name>;
  }
};

let wroteAt = Number.NEGATIVE_INFINITY;

/** How long ago (ms) this page wrote something. */
export const sinceOwnWrite = (): number => performance.now() - wroteAt;

/** Does something once, outside React; `key`: however often it is sent under it. */
export const writeOnce = async <Name extends WriteName>(
  name: Name,
  input: InputOf<Name>,
  key?: string,
): Promise<OutputOf<Name>> => {
  const output = await request(addressOf(name), {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(key !== undefined && { 'idempotency-key': key }) },
    body: JSON.stringify(input),
  });
  wroteAt = performance.now();
  return output as OutputOf<Name>;
};

export type StoredFile = { id: string; name: string; mediaType: string; size: number; sha256: string };

/** Stores a file; operations take its id. Throws `too-large`, `empty-document`. */
export const upload = async (file: File): Promise<StoredFile> => {
  const body = new FormData();
  body.append('file', file, file.name);
  return (await request('/api/files', { method: 'POST', body })) as StoredFile;
};

/** A document that is only looked at: its file, or its text, with what a person corrected. */
export type LookedAt =
  | { file: File; corrections?: Correction[] }
  | { name: string; text: string; corrections?: Correction[] };

const compileInit = (document: LookedAt): RequestInit => {
  if (!('file' in document))
    return { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(document) };
  const body = new FormData();
  body.append('corrections', JSON.stringify(document.corrections ?? []));
  body.append('file', document.file, document.file.name);
  return { method: 'POST', body };
};

/** What the compiler makes of a document; nothing of it is kept. Throws what `POST /api/compile` refuses. */
export const compileOnce = async (document: LookedAt): Promise<Plan> =>
  (await request('/api/compile', compileInit(document))) as Plan;

/** The same as a workbook. */
export const workbookOnce = async (document: LookedAt): Promise<Blob> =>
  (await request('/api/compile?as=xlsx', compileInit(document), reply => reply.blob())) as Blob;

/** Address of an operation that answers with a file: for links. */
export const downloadUrl = <Name extends ReadName>(name: Name, input: InputOf<Name>): string =>
  addressOf(name) + stringifySearch(input as Record<string, unknown>);

/** Address of a stored file. */
export const fileUrl = (id: string): string => `/api/files/content?id=${id}`;

// Set by app.tsx, which knows the router: what to do when the session is over.
const session = { onEnd: () => {} };
export const whenSignedOut = (act: () => void) => {
  session.onEnd = act;
};

export const queryClient = new QueryClient({
  queryCache: new QueryCache({
    onError: error => {
      if (error instanceof ApiError && error.code === 'signed-out') session.onEnd();
    },
  }),
  defaultOptions: {
    queries: {
      staleTime: 15_000,
      // Only what may pass by itself is asked again: a lost line or a server that is just starting.
      retry: (count, error) => error instanceof ApiError && error.passing && count < 4,
      retryDelay: count => Math.min(500 * 2 ** count, 5000),
      networkMode: 'always',
    },
    mutations: { networkMode: 'always' },
  },
});

export type ReadOptions<T> = {
  enabled?: boolean;
  staleTime?: number;
  /** Keeps what was shown while the next answer is on its way (paging, filters). */
  keep?: boolean;
  refetchInterval?: number;
  initialData?: T;
};

/** A read of the server, kept fresh and shared by its name and input. */
export const useRead = <Name extends ReadName>(
  name: Name,
  input: InputOf<Name>,
  options: ReadOptions<OutputOf<Name>> = {},
): UseQueryResult<OutputOf<Name>, ApiError> => {
  const { keep, ...rest } = options;
  return useQuery<OutputOf<Name>, ApiError>({
    queryKey: [name, input],
    queryFn: ({ signal }) => readOnce(name, input, signal),
    ...(keep ? { placeholderData: (previous: OutputOf<Name> | undefined) => previous as never } : {}),
    ...(rest as object),
  });
};

/** Makes every read fresh whose name begins with one of these (`tasks`, `overview.get`); all without names. */
export const refresh = async (...names: string[]): Promise<void> => {
  await queryClient.invalidateQueries({
    predicate: ({ queryKey }) => names.length === 0 || names.some(name => String(queryKey[0]).startsWith(name)),
  });
};

// What the sign-in page shows is nobody's.
const OPEN_READS = new Set<unknown>(['org.start', 'auth.sign-on']);

/** Forgets what somebody has read, when that person has gone. */
export const forgetReads = (): void => {
  forgetSeen();
  queryClient.removeQueries({ predicate: ({ queryKey }) => !OPEN_READS.has(queryKey[0]) });
};

whenBack(() => void refresh());
const keep = () => keepSeen(queryClient);
addEventListener('pagehide', keep);

/** Somebody goes to another address and does not come back as the same person. */
export const leaveForGood = (): void => {
  removeEventListener('pagehide', keep);
  forgetSeen();
};

/** Something a person does. All reads are made fresh after it: subjects lean on each other, and a person is few reads. */
export const useWrite = <Name extends WriteName>(
  name: Name,
): UseMutationResult<OutputOf<Name>, ApiError, InputOf<Name>> =>
  useMutation<OutputOf<Name>, ApiError, InputOf<Name>>({
    mutationKey: [name],
    mutationFn: input => underKey(`${name} ${JSON.stringify(input)}`, key => writeOnce(name, input, key)),
    onSuccess: () => void refresh(),
    onError: error => {
      if (error.code === 'signed-out') session.onEnd();
    },
  });
