import { sessionOf } from '../support/accounts'
import { press } from '../support/alive'
import { expect, test } from '../support/test'

test.use({ storageState: sessionOf('admin') })

test('a schedule that cannot be is refused at its field, and what was chosen stays', async ({ page }) => {
  await page.goto('/admin/connectors')
  const card = page.locator('section').filter({ has: page.getByRole('heading', { name: 'Skilljar', exact: true }) })
  const choice = card.getByLabel('Refresh', { exact: true })
  await press(card.getByRole('button', { name: 'Change the schedule' }), choice)
  await choice.selectOption({ label: 'Own cron expression' })
  await card.getByLabel('Time zone').selectOption('Asia/Tokyo')
  for (const [cron, message] of [
    ['61 * * * *', 'The minute "61" is not understood. It takes 0 to 59, *, lists, ranges and steps.'],
    ['* * * * *', 'This comes more often than every 5 minutes. Choose a longer step.'],
  ] as const) {
    await card.getByLabel('Cron expression').fill(cron)
    await card.getByRole('button', { name: 'Save schedule' }).click()
    await expect(card.getByText(message)).toBeVisible()
    await expect(card.getByLabel('Cron expression')).toHaveValue(cron)
    await expect(choice).toHaveValue('own')
    await expect(card.getByLabel('Time zone')).toHaveValue('Asia/Tokyo')
  }
  await page.reload()
  await expect(card.getByText('On request only')).toBeVisible()
})

test('a webhook to a private address is refused; an address is added, paused, resumed and removed', async ({
  page,
}) => {
  await page.goto('/admin/settings')
  const refusal = page.getByText('10.0.0.1 is a private address, which Skillscope does not reach.')
  // What is typed before the page is alive in the browser is lost.
  await expect(async () => {
    await page.getByLabel('By', { exact: true }).selectOption('webhook')
    await page.getByLabel('Address').fill('https://10.0.0.1/hook')
    await page.getByRole('button', { name: 'Add', exact: true }).click()
    await expect(refusal).toBeVisible({ timeout: 1_500 })
  }).toPass()

  await page.getByLabel('By', { exact: true }).selectOption('email')
  await page.getByLabel('E-mail address').fill('data-team@example.com')
  await page.getByRole('button', { name: 'Add', exact: true }).click()
  const list = page.getByRole('list', { name: 'Notification targets' })
  await expect(list.getByText('data-team@example.com', { exact: true })).toBeVisible()
  await list.getByRole('button', { name: 'Send a test message: data-team@example.com' }).click()
  await expect(list.getByText(/E-mail needs SMTP_URL/).first()).toBeVisible()
  await list.getByRole('button', { name: 'Pause: data-team@example.com' }).click()
  await expect(list.getByText('Paused', { exact: true })).toBeVisible()
  await list.getByRole('button', { name: 'Resume: data-team@example.com' }).click()
  await list.getByRole('button', { name: 'Remove: data-team@example.com' }).click()
  await expect(page.getByText('Nobody is told yet')).toBeVisible()
})
