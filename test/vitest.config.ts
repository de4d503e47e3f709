import { defineConfig } from 'vitest/config';

const conditions = ['inside', 'module', 'node', 'development|production'];

export default defineConfig({
  root: import.meta.dirname,
  ssr: { resolve: { conditions, externalConditions: ['inside', 'node', 'import', 'module'] } },
  resolve: { conditions },
  test: {
    projects: [
      {
        extends: true,
        test: { name: 'rooms', include: ['**/*.test.{ts,tsx}'], exclude: ['journey/**', 'node_modules/**'] },
      },
      {
        extends: true,
        test: {
          name: 'journey',
          include: ['journey/**/*.test.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
          fileParallelism: false,
        },
      },
    ],
  },
});
