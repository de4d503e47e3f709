import { defineConfig } from 'vitest/config';

const conditions = ['inside', 'module', 'node', 'development|production'];

export default defineConfig({
  root: import.meta.dirname,
  ssr: { resolve: { conditions, externalConditions: ['inside', 'node', 'import', 'module'] } },
  resolve: { conditions },
  test: {
    // One less than the cores by default, which of two leaves one idle.
    maxWorkers: 2,
    projects: [
      {
        extends: true,
        test: {
          name: 'rooms',
          include: ['**/*.test.{ts,tsx}'],
          exclude: ['journey/**', 'node_modules/**'],
          // No test is about time: this is for a machine that is busy with others.
          testTimeout: 30_000,
          // No test keeps anything in a module, so a worker may keep what it has loaded: loading is most of the time.
          isolate: false,
        },
      },
      {
        extends: true,
        test: {
          name: 'journey',
          include: ['journey/**/*.test.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
