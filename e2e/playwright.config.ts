/** Browser tests against the production build: the walk through the whole product first, what holds on every page, and what changes something. */
import { defineConfig } from '@playwright/test'
import { env } from '../lib/env'

/** One product is shared: what these do would show on the pages of others. */
const changing = [
  'actions',
  'audit',
  'failed-refresh',
  'held-refresh',
  'identities',
  'phone',
  'planted-secret',
  'quarantine',
  'refreshes',
  'roles',
  'schedule-and-settings',
  'users',
  'views',
].map((name) => `**/${name}.spec.ts`)

export default defineConfig({
  testDir: '.',
  outputDir: '../test-results',
  globalSetup: './setup.ts',
  workers: 2,
  fullyParallel: false,
  retries: 0,
  forbidOnly: env.CI,
  timeout: 60_000,
  expect: { timeout: 15_000 },
  reporter: 'list',
  use: {
    viewport: { width: 1440, height: 900 },
    locale: 'en-GB',
    timezoneId: 'UTC',
    contextOptions: { reducedMotion: 'reduce' },
    screenshot: 'only-on-failure',
    trace: 'retain-on-failure',
    launchOptions: {
      executablePath: env.CHROMIUM_PATH ?? '/usr/bin/chromium',
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
  projects: [
    { name: 'walk', testDir: 'walk', workers: 1 },
    { name: 'looks', testDir: 'pages', testIgnore: changing, fullyParallel: true, dependencies: ['walk'] },
    { name: 'changes', testDir: 'pages', testMatch: changing, workers: 1, dependencies: ['looks'] },
  ],
})
