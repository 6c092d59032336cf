import { defineConfig } from 'vitest/config';
import { PlainSummary } from './tests/support/plain-summary.js';

const config = defineConfig({
  resolve: {
    // Else `graphql` loads twice, once as CommonJS, and objects come «from another module or realm».
    alias: [{ find: /^graphql$/, replacement: 'graphql/index.js' }],
  },
  test: {
    include: ['tests/**/*.test.ts'],
    // They take long and hold what the suite holds in a shorter form.
    exclude: process.env.SOAK ? [] : ['tests/**/*.soak.test.ts'],
    globalSetup: ['tests/support/global-setup.ts'],
    setupFiles: ['tests/support/after-each-file.ts'],
    // Importing everything anew for each file took half of the time.
    isolate: false,
    reporters: ['default', new PlainSummary()],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    maxWorkers: 2,
  },
});

// biome-ignore lint/style/noDefaultExport: vitest reads its configuration from there.
export default config;
