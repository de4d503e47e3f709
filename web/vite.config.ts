import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

export default defineConfig({
  plugins: [react()],
  // The server draws a number in this place for each answer, by which the component library may set its styles.
  html: { cspNonce: 'tilik-nonce' },
  // Nothing is inlined: the content security policy allows no data: fonts.
  build: { target: 'es2022', assetsInlineLimit: 0, chunkSizeWarningLimit: 1200 },
  // `pnpm start` beside `pnpm --filter @tilik/web dev`: the page is made afresh on every change, the figures are real.
  server: { proxy: { '/api': 'http://127.0.0.1:3000' } },
});
