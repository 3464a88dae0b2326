import { defineConfig } from 'vitest/config';

/** Pure tests, ones in real namespaces, the built program on every lab, the built program under attack, netlab beside other runtimes (peers), and netlab in a VM. */
export default defineConfig({
  test: {
    disableConsoleIntercept: true,
    projects: [
      { test: { name: 'unit', include: ['test/unit/**/*.test.ts'], experimental: { viteModuleRunner: false } } },
      { test: { name: 'kernel', include: ['test/kernel/**/*.test.ts'], testTimeout: 30_000, hookTimeout: 30_000 } },
      { test: { name: 'peers', include: ['test/peers/**/*.test.ts'], testTimeout: 60_000, hookTimeout: 60_000 } },
      // In a VM without KVM all takes 30 times as long.
      { test: { name: 'vm', include: ['test/vm/**/*.test.ts'], testTimeout: 900_000, hookTimeout: 400_000 } },
      {
        test: {
          name: 'e2e',
          include: ['test/e2e/**/*.test.ts'],
          globalSetup: ['test/e2e/setup.ts'],
          testTimeout: 120_000,
          hookTimeout: 60_000,
          maxConcurrency: 3,
        },
      },
      {
        test: {
          name: 'torture',
          include: ['test/torture/**/*.test.ts'],
          globalSetup: ['test/e2e/setup.ts'],
          testTimeout: 120_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
});
