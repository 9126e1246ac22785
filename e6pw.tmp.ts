import { chromium } from '@playwright/test'
import AxeBuilder from '@axe-core/playwright'
const U = 'http://localhost:39461'
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox','--disable-gpu'] })
for (const role of ['viewer', 'admin', 'manager']) {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } })
  const page = await context.newPage()
  page.on('console', (m) => { if (m.type() === 'error') console.log(role, 'console', m.text().slice(0, 200)) })
  await page.goto(U + '/explorer?limit=7')
  console.log(role, page.url())
  if (role === 'viewer') {
    console.log('axe', (await new AxeBuilder({ page }).analyze()).violations.map((v) => v.id))
    await page.screenshot({ path: '/tmp/e6/signin-light.png' })
    await page.getByLabel('E-mail address').fill('viewer@example.com')
    await page.getByLabel('Password').fill('wrong wrong wrong')
    await page.getByRole('button', { name: 'Sign in' }).click()
    await page.getByText('do not fit').waitFor()
    await page.screenshot({ path: '/tmp/e6/signin-wrong.png' })
    console.log('kept', await page.getByLabel('E-mail address').inputValue(), JSON.stringify(await page.getByLabel('Password').inputValue()))
    await page.emulateMedia({ colorScheme: 'dark' }); await page.screenshot({ path: '/tmp/e6/signin-dark.png' })
    console.log('axe dark', (await new AxeBuilder({ page }).analyze()).violations.map((v) => v.id))
    await page.setViewportSize({ width: 390, height: 844 }); await page.screenshot({ path: '/tmp/e6/signin-390.png' })
    await page.setViewportSize({ width: 1440, height: 900 }); await page.emulateMedia({ colorScheme: 'light' })
  }
  await page.getByLabel('E-mail address').fill(role + '@example.com')
  await page.getByLabel('Password').fill('correct horse battery')
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.waitForURL(/explorer/)
  const at = page.url()
  await page.waitForLoadState('networkidle')
  console.log(role, 'landed', at, await page.locator('h1,h2').first().innerText().catch(() => '-'))
  for (const path of ['/overview', '/explorer', '/explorer/datacamp.user_dim', '/admin/connectors', '/about', '/people/1', '/api/v1/tables', '/api/v1/refreshes', '/api/v1/query?metrics=xp', '/sign-in', '/setup', '/nothing', '/people/%25']) {
    const response = await page.goto(U + path)
    console.log('  ', role, path, response?.status(), page.url().replace(U, ''), response?.headers()['cache-control'])
  }
  if (role === 'viewer') {
    await page.goto(U + '/explorer'); await page.screenshot({ path: '/tmp/e6/forbidden.png' })
    const cookies = await context.cookies(); console.log(cookies.map((c) => [c.name, c.httpOnly, c.sameSite, c.secure, c.value.length].join(' ')))
    const forged = await context.request.post(U + '/api/v1/connectors/datacamp/refresh'); console.log('post', forged.status())
  }
  await page.goto(U + '/overview')
  await page.getByRole('button', { name: /account of/i }).click(); await page.getByRole('menuitem', { name: 'Sign out' }).click(); await page.waitForURL(/sign-in/)
  console.log(role, 'out', (await page.goto(U + '/overview'))?.url())
  await context.close()
}
await browser.close()
