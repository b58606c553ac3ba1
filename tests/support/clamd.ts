import { createServer, type Socket } from 'node:net';

/** Put into a file, it stands for the virus that every scanner knows (its real text would set off the ones on our machines). */
export const SIGNATURE_MARK = 'THIS-STANDS-FOR-A-VIRUS';

export type Scanner = { address: string; scanned: Buffer[]; stop: () => Promise<void> };

/**
 * A server that speaks clamd's protocol as the real one does: zINSTREAM\0, pieces with their length, 0, an answer that ends
 * with \0. `mood` is what may happen to a real one: it hangs, it refuses long streams, it breaks off.
 */
export async function startScanner(mood: 'well' | 'hangs' | 'breaks-off' | 'limited' = 'well'): Promise<Scanner> {
  const scanned: Buffer[] = [];
  const sockets = new Set<Socket>();
  const server = createServer(socket => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.on('close', () => sockets.delete(socket));
    let held = Buffer.alloc(0);
    let begun = false;
    const pieces: Buffer[] = [];
    socket.on('data', bytes => {
      if (mood === 'hangs') return;
      if (mood === 'breaks-off') return socket.destroy();
      held = Buffer.concat([held, bytes]);
      if (!begun) {
        const command = 'zINSTREAM\0';
        if (held.length < command.length) return;
        if (held.subarray(0, command.length).toString() !== command) return socket.end('UNKNOWN COMMAND\0');
        held = held.subarray(command.length);
        begun = true;
      }
      while (held.length >= 4) {
        const length = held.readUInt32BE(0);
        if (length === 0) {
          const file = Buffer.concat(pieces);
          scanned.push(file);
          return socket.end(file.includes(SIGNATURE_MARK) ? 'stream: Eicar-Test-Signature FOUND\0' : 'stream: OK\0');
        }
        if (mood === 'limited') return socket.end('INSTREAM size limit exceeded. ERROR\0');
        if (held.length < 4 + length) return;
        pieces.push(held.subarray(4, 4 + length));
        held = held.subarray(4 + length);
      }
    });
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return {
    address: `127.0.0.1:${port}`,
    scanned,
    stop: () =>
      new Promise(resolve => {
        for (const socket of sockets) socket.destroy();
        server.close(() => resolve());
      }),
  };
}
