import { join } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const root = import.meta.dirname;

/** The web app. `npx vite` serves it with reload beside a running `npm start`, whose interface it borrows. */
export default defineConfig({
  root: join(root, 'src/web'),
  publicDir: false,
  // Each delivery of the page puts a nonce of its own there: platform/http/serve-web.ts.
  html: { cspNonce: '__NONCE__' },
  plugins: [react()],
  build: {
    outDir: join(root, 'dist/web'),
    // Old chunks stay a few days (bin/build.mjs) for the pages that are open while a new version comes.
    emptyOutDir: false,
    target: 'es2022',
    chunkSizeWarningLimit: 1500,
    rolldownOptions: {
      input: { index: join(root, 'src/web/index.html'), 'offline-shell': join(root, 'src/web/offline-shell.ts') },
      output: {
        // A service worker is found by its address, and speaks for what lies below it.
        entryFileNames: ({ name }) => (name === 'offline-shell' ? '[name].js' : 'assets/[name]-[hash].js'),
        codeSplitting: {
          groups: [
            // Charts are half as large as all the rest: loaded with the first chart, not before.
            { name: 'charts', test: /node_modules[\\/](echarts|zrender)[\\/]/ },
            // What changes only with a new version of a library keeps its place in the browser's cache.
            { name: 'react', test: /node_modules[\\/](react|react-dom|scheduler)[\\/]/ },
          ],
        },
      },
    },
  },
  // Only /api/…: the app has a file of that name. The host stays the browser's, or writes are refused as foreign.
  server: { port: 8621, proxy: { '^/api/': { target: 'http://127.0.0.1:8620', changeOrigin: false } } },
});
