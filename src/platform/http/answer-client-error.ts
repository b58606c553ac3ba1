import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import type { RefusalCode } from '../../kernel/refusal';
import { say } from '../../locales/say';

type ConnectionError = Error & { code?: string };

const MEANINGS: Record<string, { status: number; code: RefusalCode }> = {
  HPE_HEADER_OVERFLOW: { status: 431, code: 'headers-too-large' },
  ERR_HTTP_REQUEST_TIMEOUT: { status: 408, code: 'request-too-slow' },
};

/**
 * What could not be read as a request at all: it reaches no route, nobody knows its language, and the connection is over. It is
 * answered like everything else that is refused, in the language of most.
 */
export function answerClientError(error: ConnectionError, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const { status, code } = MEANINGS[error.code ?? ''] ?? { status: 400, code: 'malformed-request' };
  const body = JSON.stringify({ error: { code, message: say('zh-CN', `refusal:${code}`), detail: {} } });
  const head = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
    'content-type: application/json; charset=utf-8',
    `content-length: ${Buffer.byteLength(body)}`,
    'connection: close',
  ];
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`);
}
