import type { Browser, Page } from '@playwright/test'
import { accounts, sessionOf, signIn } from '../support/accounts'
import { press } from '../support/alive'
import { expectAccessible } from '../support/accessible'
import { tell } from '../support/control'
import { download, records } from '../support/csv'
import { product, query, value } from '../support/product'
import { expect, test, watch } from '../support/test'

test.use({ storageState: sessionOf('admin') })

const email = 'newcomer@example.com'
const password = 'a password of the newcomer'

/** Another browser, with nobody signed in. */
async function elsewhere(browser: Browser, visit: (page: Page) => Promise<void>): Promise<void> {
  const context = await browser.newContext({ baseURL: product().url, storageState: { cookies: [], origins: [] } })
  try {
    const page = await context.newPage()
    const { complaints, unguarded } = watch(page)
    await visit(page)
    expect([...complaints, ...unguarded]).toEqual([])
  } finally {
    await context.close()
  }
}

const userId = (of: string) => value(`select id::text from app."user" where email = $1`, [of])

/** Presses a button, and the one of the question that follows. */
async function confirmed(page: Page, name: string): Promise<void> {
  const question = page.getByRole('alertdialog')
  await press(page.getByRole('button', { name, exact: true }), question)
  await question.getByRole('button', { name, exact: true }).click()
  await expect(question).toHaveCount(0)
}

test('somebody is invited by link, chooses a password, and role changes and disabling hold on the next request', async ({
  page,
  browser,
}) => {
  test.setTimeout(180_000)
  const team = await value('select name from datacamp.team_dim where deleted_date is null order by team_id limit 1')
  await page.goto('/admin/users/new')
  await expect(async () => {
    await page.getByLabel('Role', { exact: true }).selectOption('manager')
    await expect(page.getByRole('button', { name: /^Teams:/ })).toBeVisible({ timeout: 1_500 })
  }).toPass()
  await page.getByLabel('Name', { exact: true }).fill('Nina Novak')
  await page.getByLabel('E-mail address').fill(email)
  await page.getByRole('button', { name: 'Add and make the link' }).click()
  await expect(page.getByText('A manager needs at least one team, and would see nobody without.')).toBeVisible()
  await expect(page.getByLabel('Name', { exact: true })).toHaveValue('Nina Novak')
  await page.getByRole('button', { name: /^Teams:/ }).click()
  await page.getByRole('dialog', { name: 'Teams' }).getByLabel('Find teams').fill(team)
  await page.getByRole('dialog', { name: 'Teams' }).getByLabel(team, { exact: true }).first().check()
  await page.getByRole('button', { name: 'Apply' }).click()
  await expect(page.getByLabel(`Until: ${team}`)).toBeVisible()
  await page.getByRole('button', { name: 'Add and make the link' }).click()
  await expect(page.getByText('Nina Novak is invited.')).toBeVisible()
  const link = (await page.locator('code', { hasText: '/choose-password#' }).textContent()) ?? ''
  const secret = link.split('#')[1] ?? ''
  expect(secret).toMatch(/^[\w-]{43}$/)
  await page.goto('/admin/users?state=invited')
  await expect(page.getByRole('row', { name: /Nina Novak/ })).toContainText(team)

  await elsewhere(browser, async (theirs) => {
    const seen: string[] = []
    theirs.on('request', (request) => seen.push(`${request.url()} ${JSON.stringify(request.headers())}`))
    const [answer] = await Promise.all([theirs.waitForResponse(/\/choose-password$/), theirs.goto(link)])
    expect(answer.headers()['referrer-policy']).toBe('no-referrer')
    await expect(theirs.getByText('For the account of Nina Novak.')).toBeVisible()
    await expect(theirs.getByLabel('E-mail address')).toHaveValue(email)
    expect(theirs.url(), 'the secret leaves the address').toBe(`${product().url}/choose-password`)
    await expectAccessible(theirs)
    await theirs.getByLabel('New password', { exact: true }).fill('short')
    await theirs.getByLabel('New password again').fill('short')
    await theirs.getByRole('button', { name: 'Set password' }).click()
    await expect(theirs.getByText('Passwords have at least 12 characters.')).toBeVisible()
    await theirs.getByLabel('New password', { exact: true }).fill(password)
    await theirs.getByLabel('New password again').fill(password)
    await theirs.getByRole('button', { name: 'Set password' }).click()
    await expect(theirs.getByText('Your password is set.')).toBeVisible()
    expect(
      seen.filter((text) => text.includes(secret)),
      'requests whose address or headers hold the secret',
    ).toEqual([])
    await theirs.goBack()
    await theirs.goto(link)
    await expect(theirs.getByText('This link does not work.', { exact: false })).toBeVisible()

    await signIn(theirs, email, password)
    await expect(theirs).toHaveURL(/\/overview/)
    expect((await theirs.goto('/learning-activity/people'))?.status()).toBe(200)

    await page.goto(`/admin/users/${await userId(email)}`)
    await expect(async () => {
      await page.getByLabel('Role', { exact: true }).selectOption('viewer')
      await expect(page.getByText('Numbers about at least 5 people', { exact: false })).toBeVisible({ timeout: 1_500 })
    }).toPass()
    await page.getByRole('button', { name: 'Save role and teams' }).click()
    await expect(page.getByText('Saved. It holds from the next request on.')).toBeVisible()
    expect((await theirs.goto('/learning-activity/people'))?.status(), 'a viewer sees no people').toBe(403)

    await confirmed(page, 'End all sessions')
    await expect(page.getByText('Signed out everywhere.')).toBeVisible()
    await theirs.goto('/overview')
    await expect(theirs).toHaveURL(/\/sign-in/)
    await signIn(theirs, email, password)
    await expect(theirs).toHaveURL(/\/overview/)

    await confirmed(page, 'Disable')
    await expect(page.getByText('Disabled', { exact: true }).first()).toBeVisible()
    await theirs.goto('/overview')
    await expect(theirs).toHaveURL(/\/sign-in/)
    await signIn(theirs, email, password)
    await expect(theirs.getByText('E-mail address and password do not fit together.')).toBeVisible()
  })

  const told = await query('select action, outcome from app.audit where subject = $1 order by id', [
    await userId(email),
  ])
  expect(told.map((entry) => entry.join(' '))).toEqual([
    'user.create allowed',
    'link.create allowed',
    'link.use allowed',
    'user.change allowed',
    'user.sessions.end allowed',
    'user.disable allowed',
    'session.create denied',
  ])
})

test('a reset by link changes the password, and a reset of the own account is no way to lock oneself out', async ({
  page,
  browser,
}) => {
  const forgetful = 'forgetful@example.com'
  await tell({ order: 'account', account: { email: forgetful, name: 'Fritz Olsen', role: 'analyst', password } })
  await page.goto(`/admin/users/${await userId(forgetful)}`)
  await confirmed(page, 'Disable')
  await confirmed(page, 'Enable')
  await confirmed(page, 'Link to reset the password')
  const link = (await page.locator('code', { hasText: '/choose-password#' }).textContent()) ?? ''
  await elsewhere(browser, async (theirs) => {
    await theirs.goto(link)
    await theirs.getByLabel('New password', { exact: true }).fill('an entirely new password')
    await theirs.getByLabel('New password again').fill('an entirely new password')
    await theirs.getByRole('button', { name: 'Set password' }).click()
    await expect(theirs.getByText('Your password is set.')).toBeVisible()
    await signIn(theirs, forgetful, password)
    await expect(theirs.getByText('E-mail address and password do not fit together.')).toBeVisible()
    await signIn(theirs, forgetful, 'an entirely new password')
    await expect(theirs).toHaveURL(/\/overview/)
  })
  await page.goto(`/admin/users/${await userId(accounts.admin.email)}`)
  await expect(page.getByText('Only another administrator can disable it', { exact: false })).toBeVisible()
  await expect(page.getByRole('button', { name: 'Disable', exact: true })).toHaveCount(0)
})

test('the list is searched and sorted by its address, and its CSV holds the same people', async ({ page }) => {
  await page.goto('/admin/users')
  await page.getByLabel('Name or e-mail address').fill('EXAMPLE.com')
  await page.getByRole('button', { name: 'Search', exact: true }).click()
  await expect(page).toHaveURL(/q=EXAMPLE/)
  await page.getByRole('link', { name: 'E-mail address' }).click()
  await expect(page).toHaveURL(/sort=email/)
  const emails = page.getByRole('region', { name: 'Accounts' }).locator('tbody tr td:nth-child(2)')
  const shown = await emails.allTextContents()
  expect(shown).toEqual(shown.toSorted())
  const rows = await records(await download(page, page.getByRole('link', { name: 'Export CSV' })))
  expect(rows.slice(1).map((row) => row[1])).toEqual(shown)
})

test('a token is shown once, opens what its role may see, and nothing once it is revoked', async ({ page }) => {
  await page.goto('/admin/tokens')
  const shown = page.locator('code', { hasText: /^sk_[\w-]{43}$/ })
  await expect(async () => {
    await page.getByLabel('Name', { exact: true }).fill('e2e script')
    await page.getByLabel('Role').selectOption('analyst')
    await page.getByRole('button', { name: 'Make token' }).click()
    await expect(shown).toBeVisible({ timeout: 5_000 })
  }).toPass()
  const headers = { authorization: `Bearer ${(await shown.textContent()) ?? ''}` }
  const ask = async (path: string) => (await page.request.get(path, { headers })).status()
  expect(await ask('/api/v1/tables')).toBe(200)
  expect(await ask('/api/v1/refreshes')).toBe(403)
  await page.reload()
  await expect(shown).toHaveCount(0)
  const question = page.getByRole('alertdialog')
  await press(page.getByRole('button', { name: 'Revoke: e2e script' }).first(), question)
  await question.getByRole('button', { name: 'Revoke', exact: true }).click()
  await expect(page.getByText('Revoked', { exact: true }).first()).toBeVisible()
  expect(await ask('/api/v1/tables')).toBe(401)
})
