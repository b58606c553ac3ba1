/** What the server refused, or a line that is gone (`offline`, status 0). `message` is a sentence in the person's language. */
export class ApiError extends Error {
  constructor(
    readonly code: string,
    message: string,
    readonly detail: Record<string, unknown>,
    readonly status: number,
  ) {
    super(message);
    this.name = 'ApiError';
  }

  /** May pass by itself: worth asking again. */
  get passing(): boolean {
    return this.status === 0 || this.status === 502 || this.status === 503 || this.status === 504;
  }
}

type Wire = { error?: { code?: string; message?: string; detail?: Record<string, unknown> } };

/** The JSON of a reply; throws ApiError for anything but success. */
export const readReply = async (reply: Response): Promise<unknown> => {
  const body: unknown = await reply.json().catch(() => null);
  if (reply.ok) return body;
  const error = (body as Wire | null)?.error;
  throw new ApiError(error?.code ?? `http-${reply.status}`, error?.message ?? '', error?.detail ?? {}, reply.status);
};
