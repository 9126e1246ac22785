import type { Page } from '@playwright/test'
import { expectAccessible } from '../support/accessible'
import { sessionOf } from '../support/accounts'
import { press } from '../support/alive'
import { tell } from '../support/control'
import { product, value } from '../support/product'
import { expectState, refresh } from '../support/refresh'
import { expect, test } from '../support/test'

test.use({ storageState: sessionOf('admin') })
test.afterEach(() => tell({ order: 'restore' }))

const facts = 'select count(*) from datacamp.course_fact'
const reason = 'The browser test took half of the rows away.'

test('a delivery that lost half of its rows is held, and an administrator publishes it after a look', async ({
  page,
}) => {
  const before = Number(await value(facts))
  const run = await refreshUntilHeld(page)
  expect(Number(await value(facts)), 'the old data is still served').toBe(before)

  await page.goto('/admin/refreshes')
  await page.getByRole('link', { name: `Review run ${run}` }).click()
  await expect(page.getByRole('heading', { name: `Refresh ${run}` })).toBeVisible()
  await expect(page.getByRole('list', { name: 'What the guards found' })).toContainText('course_fact')
  await expect(page.getByRole('region', { name: 'Would go: course_fact' }).first()).toBeVisible()
  await expect(page.getByRole('table', { name: 'Numbers that would move' })).toBeVisible()
  for (const theme of ['light', 'dark']) {
    await page.context().addCookies([{ name: 'skillscope-theme', value: theme, url: product().url }])
    await page.reload()
    await expect(page.locator('html')).toHaveAttribute('data-theme', theme)
    await expectAccessible(page)
  }

  await press(
    page.getByRole('button', { name: 'Approve and publish' }),
    page.getByText('Say in at least 10 characters why.'),
  )
  await page.getByRole('textbox', { name: 'Reason' }).fill(reason)
  await page.getByRole('button', { name: 'Approve and publish' }).click()
  const dialog = page.getByRole('alertdialog', { name: `Publish run ${run}?` })
  await expect(dialog).toContainText('course_fact')
  await dialog.getByRole('button', { name: 'Approve and publish' }).click()
  await expectState(run, 'published')
  expect(Number(await value(facts))).toBe(Math.floor(before / 2))
  expect(
    await value(
      `select count(*) from app.audit where action = 'refresh.approved' and actor_label is not null and subject = 'datacamp'`,
    ),
  ).toBe('1')

  await page.goto(`/admin/refreshes/${run}`)
  await expect(page.getByText(reason)).toBeVisible()
  await expect(page.getByRole('button', { name: 'Approve and publish' })).toHaveCount(0)
  await tell({ order: 'restore' })
  await refresh(page)
  await expect.poll(async () => Number(await value(facts)), { timeout: 40_000 }).toBe(before)
})

test('a held run that is discarded changes nothing', async ({ page }) => {
  const before = await value(facts)
  const run = await refreshUntilHeld(page)
  await page.goto(`/admin/refreshes/${run}`)
  await press(page.getByRole('button', { name: 'Discard run' }), page.getByText('Say in at least 10 characters why.'))
  await page.getByRole('textbox', { name: 'Reason' }).fill(reason)
  await page.getByRole('button', { name: 'Discard run' }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Discard run' }).click()
  await expectState(run, 'discarded')
  expect(await value(facts)).toBe(before)
  await page.goto('/admin/refreshes')
  await expect(page.getByRole('link', { name: `Review run ${run}` })).toHaveCount(0)
})

async function refreshUntilHeld(page: Page): Promise<string> {
  await tell({ order: 'shorten', table: 'course_fact', share: 0.5 })
  const run = await refresh(page)
  await expectState(run, 'held')
  return run
}
