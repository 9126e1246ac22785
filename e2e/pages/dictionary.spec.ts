import type { Page } from '@playwright/test'
import { sessionOf } from '../support/accounts'
import { value } from '../support/product'
import { expect, test } from '../support/test'

test.use({ storageState: sessionOf('analyst') })

test('from a word to a column, its rows as SQL counts them, a metric that is read from it and a page that shows it', async ({
  page,
}) => {
  await page.goto('/dictionary')
  await page.getByRole('searchbox').fill('xp course_fact')
  await page.getByRole('button', { name: 'Search', exact: true }).click()
  const row = page
    .getByRole('row')
    .filter({ has: page.getByRole('cell', { name: 'datacamp.course_fact', exact: true }) })
  await row.getByRole('link', { name: 'xp', exact: true }).click()
  await expect(page).toHaveURL(/\/dictionary\/datacamp\.course_fact#xp$/)
  const rows = Number(await value('select count(*) from datacamp.course_fact'))
  await expect(page.getByText(rows.toLocaleString('en-GB'), { exact: true }).first()).toBeVisible()
  const column = page.getByRole('listitem').filter({ has: page.getByRole('heading', { name: 'xp', exact: true }) })
  await expect(column).toContainText('Null')
  await column.getByText(/^Read for/).click()
  const metric = column.getByRole('listitem').filter({ hasText: /^XP/ }).first()
  await expect(metric.getByRole('link', { name: 'Overview' })).toHaveAttribute('href', '/overview')
  await metric.getByRole('link').first().click()
  await expect(page).toHaveURL(/\/catalogue\//)
  await page.getByRole('link', { name: 'datacamp.course_fact.xp', exact: true }).click()
  await page.getByRole('link', { name: 'Open in Explorer' }).click()
  await expect(page).toHaveURL(/\/explorer\/datacamp\.course_fact/)
})

const shift = (page: Page) => page.locator('svg > g[transform]').first().getAttribute('transform')

test('a diagram is searched, moved and walked with the keyboard, and a table opens from it', async ({ page }) => {
  await page.goto('/dictionary/diagram/skilljar')
  const drawing = page.getByRole('group', { name: 'Tables of Skilljar' })
  await page.getByRole('searchbox').fill('web_package')
  await expect(page.getByText(/^1 of \d+$/)).toBeVisible()
  await expect(page).toHaveURL(/find=web_package/)
  const box = drawing.locator('[data-box="skilljar.web_package"]')
  await expect(box).toBeInViewport()
  const before = await box.boundingBox()
  await box.hover()
  await page.mouse.down()
  await page.mouse.move((before?.x ?? 0) + 180, (before?.y ?? 0) + 90, { steps: 4 })
  await page.mouse.up()
  await expect(page, 'a drag is no click').toHaveURL(/\/diagram\//)
  expect((await box.boundingBox())?.x).not.toBe(before?.x)
  await page.getByRole('button', { name: 'Put boxes back' }).click()
  await expect.poll(async () => Math.round((await box.boundingBox())?.x ?? 0)).toBe(Math.round(before?.x ?? 0))

  await drawing.focus()
  const still = await shift(page)
  await page.keyboard.press('ArrowRight')
  await expect.poll(() => shift(page)).not.toBe(still)
  await page.keyboard.press('Tab')
  await page.keyboard.press('Tab')
  const table = await page.evaluate(() => document.activeElement?.getAttribute('data-box'))
  await expect(drawing.locator(`[data-box="${table}"]`)).toBeInViewport()
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(new RegExp(`/dictionary/${table}$`))
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(table ?? '')
})

test('on paper every table of a source stands with its columns, and nothing to press', async ({ page }) => {
  await page.goto('/dictionary/print/datacamp')
  await page.emulateMedia({ media: 'print', colorScheme: 'dark' })
  await expect(page.locator('html'), 'paper is white in a dark room too').toHaveCSS('color-scheme', 'light')
  await expect(page.getByRole('button', { name: 'Print' })).toBeHidden()
  await expect(page.getByRole('navigation', { name: 'Main' })).toBeHidden()
  const chapter = page.getByRole('region', { name: 'datacamp.team_dim' })
  await expect(chapter.getByRole('heading', { name: 'team_id' })).toBeVisible()
  const tables = await value(`select count(*) from information_schema.tables where table_schema = 'datacamp'`)
  await expect(page.getByRole('region', { name: /^datacamp\./ })).toHaveCount(Number(tables))
})
