import type { Page } from '@playwright/test'
import { sessionOf } from '../support/accounts'
import { press } from '../support/alive'
import { expect, test } from '../support/test'

test.use({ storageState: sessionOf('analyst') })

const menu = (page: Page) => page.getByRole('navigation', { name: 'Main' })

async function saveView(page: Page, address: string, fill: (dialog: ReturnType<Page['getByRole']>) => Promise<void>) {
  await page.goto(address)
  const dialog = page.getByRole('dialog', { name: 'Save view' })
  await press(page.getByRole('button', { name: 'Save view' }), dialog)
  await fill(dialog)
  await dialog.getByRole('button', { name: 'Save', exact: true }).click()
  return dialog
}

test('a page is saved under a name, stands in the menu, opens again as it was, and its name is taken', async ({
  page,
}) => {
  await saveView(page, '/datacamp/courses?grain=month&sort=xp:desc', (dialog) =>
    dialog.getByLabel('Name').fill('Courses by month'),
  )
  await expect(page.getByText('Saved as “Courses by month”')).toBeVisible()
  await page.goto('/overview')
  const entry = menu(page).getByRole('link', { name: 'Courses by month', exact: true })
  await entry.click()
  await expect(page).toHaveURL(/\/datacamp\/courses\?grain=month&sort=xp%3Adesc&view=/)
  await expect(entry).toHaveAttribute('aria-current', 'page')
  await expect(page.getByRole('button', { name: /^By\b.*Month/ })).toBeVisible()

  const dialog = await saveView(page, '/teams', (open) => open.getByLabel('Name').fill('courses BY month'))
  await expect(dialog.getByText('You already have a view with the name “Courses by month”.')).toBeVisible()
  await expect(dialog.getByLabel('Name'), 'the focus goes to what is wrong').toBeFocused()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('button', { name: 'Save view' }), 'and back to where it was').toBeFocused()
})

test('a page opens in the view that its reader prefers, and in its own default again', async ({ page }) => {
  await saveView(page, '/datacamp/tracks?grain=quarter', async (dialog) => {
    await dialog.getByLabel('Name').fill('Tracks by quarter')
    await dialog.getByLabel('Open this page in it from now on').check()
  })
  await expect(page.getByText('Saved as “Tracks by quarter”')).toBeVisible()
  await page.goto('/datacamp/tracks')
  await expect(page).toHaveURL(/grain=quarter&view=/)
  await page.getByRole('link', { name: 'Reset to the page’s own default' }).click()
  await expect(page).toHaveURL(/\/datacamp\/tracks\?view=none$/)
  await expect(page.getByRole('button', { name: /^By\b.*Week/ })).toBeVisible()
  await page.goto('/views')
  const remove = page.getByRole('menuitem', { name: 'Remove' })
  await press(page.getByRole('button', { name: 'More about Tracks by quarter' }), remove)
  await remove.click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Remove' }).click()
  await expect(page.getByRole('link', { name: 'Tracks by quarter' })).toHaveCount(0)
  await page.goto('/datacamp/tracks')
  await expect(page.getByRole('button', { name: /^By\b.*Week/ })).toBeVisible()
})

test('another reader finds what is shared and not what is private, and a shared table is none of a manager’s', async ({
  page,
  browser,
}) => {
  for (const [address, name] of [
    ['/teams?grain=month', 'Teams by month'],
    ['/explorer/datacamp.course_fact?density=dense', 'Facts, dense'],
  ] as const) {
    await saveView(page, address, async (dialog) => {
      await dialog.getByLabel('Name').fill(name)
      await dialog.getByLabel('Shared with').selectOption('everybody')
    })
    await expect(page.getByText(`Saved as “${name}”`)).toBeVisible()
  }
  await page.goto('/views')
  const permalink = await page.getByRole('main').getByRole('link', { name: 'Facts, dense' }).getAttribute('href')
  const manager = await browser.newContext({ storageState: sessionOf('manager') })
  const theirs = await manager.newPage()
  await theirs.goto('/views')
  await expect(theirs.getByRole('link', { name: 'Teams by month', exact: true })).toBeVisible()
  await expect(theirs.getByText('Facts, dense')).toHaveCount(0)
  expect((await theirs.goto(permalink ?? ''))?.status()).toBe(404)
  await manager.close()
})
