/** Browser tests against the production build: the walk through the whole product first, then what holds on every page. */
import { defineConfig } from '@playwright/test'
import { env } from '../lib/env'

export default defineConfig({
  testDir: '.',
  outputDir: '../test-results',
  globalSetup: './setup.ts',
  // One product is shared, and the walk is a story.
  workers: 1,
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
    { name: 'walk', testDir: 'walk' },
    { name: 'pages', testDir: 'pages', dependencies: ['walk'] },
  ],
})
