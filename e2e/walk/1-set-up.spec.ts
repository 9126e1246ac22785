import { expectAccessible } from '../support/accessible'
import { press } from '../support/alive'
import { accounts, sessionOf, signIn } from '../support/accounts'
import { product } from '../support/product'
import { expect, test } from '../support/test'

const { admin } = accounts

test.describe.configure({ mode: 'serial' })

test('everybody can use the set-up (WCAG 2.2 A and AA), in both themes', async ({ page }) => {
  for (const theme of ['light', 'dark']) {
    await page.context().addCookies([{ name: 'skillscope-theme', value: theme, url: product().url }])
    await page.goto('/setup')
    await expect(page.getByRole('button', { name: 'Create administrator' })).toBeVisible()
    await expectAccessible(page)
  }
})

test('the first visit leads to set-up, which makes the first administrator', async ({ page }) => {
  await page.goto('/')
  await expect(page).toHaveURL(/\/setup$/)
  await page.getByLabel('Name', { exact: true }).fill(admin.name)
  await page.getByLabel('E-mail address').fill('no address')
  await page.getByLabel('Password', { exact: true }).fill('short')
  await page.getByLabel('Password again').fill('short')
  await page.getByRole('button', { name: 'Create administrator' }).click()
  await expect(page.getByText('Enter an e-mail address like ines@example.com.')).toBeVisible()

  await page.getByLabel('Name', { exact: true }).fill(admin.name)
  await page.getByLabel('E-mail address').fill(admin.email)
  await page.getByLabel('Password', { exact: true }).fill(admin.password)
  await page.getByLabel('Password again').fill(admin.password)
  await page.getByRole('button', { name: 'Create administrator' }).click()
  await expect(page.getByText('Your account is ready.')).toBeVisible()
  await page.getByRole('link', { name: 'Sign in' }).click()
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible()
})

test('set-up is closed for good once there is an account', async ({ page }) => {
  const response = await page.goto('/setup')
  expect(response?.status()).toBe(404)
  await expect(page.getByRole('button', { name: 'Create administrator' })).toHaveCount(0)
})

test('a wrong password gets the plain message, which does not tell whether the account exists', async ({ page }) => {
  const message = 'E-mail address and password do not fit together. Check both and try again.'
  await signIn(page, admin.email, 'not the password')
  await expect(page.getByText(message)).toBeVisible()
  await signIn(page, 'nobody@example.com', 'not the password')
  await expect(page.getByText(message)).toBeVisible()
  await expect(page).toHaveURL(/\/sign-in$/)
})

test('the administrator signs in, signs out, and is asked to sign in again', async ({ page }) => {
  await signIn(page, admin.email, admin.password)
  await expect(page).toHaveURL(/\/overview/)
  const signOut = page.getByRole('menuitem', { name: 'Sign out' })
  await press(page.getByRole('button', { name: `account of ${admin.name}` }), signOut)
  await signOut.click()
  await expect(page).toHaveURL(/\/sign-in/)
  await page.goto('/admin/connectors')
  await expect(page).toHaveURL(/\/sign-in\?callbackUrl=%2Fadmin%2Fconnectors/)
})

test('after signing in, people are where they wanted to go', async ({ page }) => {
  await page.goto('/admin/connectors')
  await page.getByLabel('E-mail address').fill(admin.email)
  await page.getByLabel('Password').fill(admin.password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await expect(page).toHaveURL(/\/admin\/connectors$/)
  await expect(page.getByText('DataCamp is not connected yet')).toBeVisible()
  await expect(page.getByText('Skilljar is not connected yet')).toBeVisible()
  await page.context().storageState({ path: sessionOf('admin') })
})

test('before the first refresh, Overview says what to do instead of showing zeros', async ({ browser }) => {
  const context = await browser.newContext({ storageState: sessionOf('admin') })
  const page = await context.newPage()
  await page.goto('/overview')
  await expect(page.getByText('1. Connect DataCamp')).toBeVisible()
  await expect(page.getByText('Learning hours')).toHaveCount(0)
  await context.close()
})
