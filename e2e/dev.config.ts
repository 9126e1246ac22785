import config from './playwright.config'
const { globalSetup: _, ...rest } = config
export default {
  ...rest,
  timeout: 45000,
  expect: { timeout: 8000 },
  projects: [
    { name: 'walk', testDir: 'walk' },
    { name: 'pages', testDir: 'pages' },
  ],
}
