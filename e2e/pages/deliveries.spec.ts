import { expectAccessible, expectContrastInDark } from '../support/accessible'
import { sessionOf } from '../support/accounts'
import { press } from '../support/alive'
import { expect, test } from '../support/test'

test.describe('an analyst', () => {
  test.use({ storageState: sessionOf('analyst') })

  test('has a view sent to oneself, pauses it, has a test sent, and removes it', async ({ page }) => {
    await page.goto('/datacamp/workspaces?grain=month')
    const dialog = page.getByRole('dialog', { name: 'Save view' })
    await press(page.getByRole('button', { name: 'Save view' }), dialog)
    await dialog.getByLabel('Name').fill('Workspaces to send')
    await dialog.getByRole('button', { name: 'Save', exact: true }).click()
    await expect(page.getByText('Saved as “Workspaces to send”')).toBeVisible()

    await page.goto('/views')
    const send = page.getByRole('menuitem', { name: 'Send by e-mail' })
    await press(page.getByRole('button', { name: 'More about Workspaces to send' }), send)
    await send.click()
    await expect(page.getByLabel('Name')).toHaveValue('Workspaces to send')
    await page.getByLabel('Recipients').fill('nobody@elsewhere.example')
    await page.getByRole('button', { name: 'Send it from now on' }).click()
    await expect(page.getByText(/No active account has the address nobody@elsewhere\.example/)).toBeVisible()
    await page.goto('/deliveries/new')
    await page.getByLabel('View').selectOption({ label: 'Workspaces to send (Workspaces)' })
    const sent = page.getByText('It is sent from now on.')
    await press(page.getByRole('button', { name: 'Send it from now on' }), sent)

    await page.goto('/deliveries')
    const entry = page
      .getByRole('list', { name: 'Deliveries' })
      .getByRole('listitem')
      .filter({ hasText: 'Workspaces to send' })
      .first()
    await expect(entry.getByText(/Mondays at 07:00 \(UTC\)/)).toBeVisible()
    await entry.getByRole('link', { name: /^Edit/ }).click()
    await expect(page.getByLabel('Day')).toHaveValue('1')
    await expectAccessible(page)
    await expectContrastInDark(page)
    await page.setViewportSize({ width: 390, height: 844 })
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390)
    await page.setViewportSize({ width: 1280, height: 720 })
    await page.getByLabel('At').fill('08:30')
    await press(page.getByRole('button', { name: 'Save', exact: true }), page.getByText('Saved.'))
    await page.goto('/deliveries')
    await expect(entry.getByText(/Mondays at 08:30 \(UTC\)/)).toBeVisible()
    await expect(page.getByRole('navigation', { name: 'Main' }).locator('[aria-current]')).toBeInViewport()
    await press(entry.getByRole('button', { name: /^Pause/ }), entry.getByText('Paused', { exact: true }))
    await expect(entry.getByRole('button', { name: /^Resume/ }), 'a button at work keeps the focus').toBeFocused()
    await entry.getByRole('button', { name: /^Send a test to me/ }).click()
    await expect(page.getByRole('cell', { name: /\(test\)/ }).first()).toBeVisible()
    await entry.getByRole('button', { name: /^Remove/ }).click()
    await page.getByRole('alertdialog').getByRole('button', { name: 'Remove' }).click()
    await expect(page.getByRole('cell', { name: /Workspaces/ }).first()).toBeVisible()
  })
})

test.describe('a viewer', () => {
  test.use({ storageState: sessionOf('viewer') })

  test('watches a number for oneself alone, and a limit that is no number is refused at its field', async ({
    page,
  }) => {
    await page.goto('/catalogue/active_learners')
    await page.getByRole('link', { name: 'Watch this number' }).click()
    await expect(page.getByLabel('Number')).toHaveValue('active_learners')
    await expect(page.getByLabel('Recipients')).toHaveCount(0)
    await page.getByLabel('Name').fill('Few learners')
    const refusal = page.getByText('Enter a number.')
    await press(page.getByRole('button', { name: 'Tell me from now on' }), refusal)
    await page.getByLabel('Tell when it').selectOption('below')
    await page.getByLabel('Limit').fill('10')
    await page.getByRole('button', { name: 'Tell me from now on' }).click()
    await expect(page.getByText('It is watched from now on.')).toBeVisible()
    await page.goto('/deliveries')
    await expect(page.getByText('Alert: Active learners is below 10')).toBeVisible()
  })
})

test('a link that nobody of ours wrote stops nothing and says so, without a sign-in', async ({ browser }) => {
  const page = await browser.newPage()
  await page.goto('/unsubscribe/01a20582-b636-7076-a2d1-f45050fc0f3c.forged')
  await expect(page.getByText(/This link does not work/)).toBeVisible()
  await page.close()
})
