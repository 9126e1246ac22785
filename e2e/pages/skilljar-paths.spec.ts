import type { Page } from '@playwright/test'
import { sessionOf } from '../support/accounts'
import { download, records, sorted } from '../support/csv'
import { mostEnrolledPath } from '../support/most-enrolled-path'
import { query } from '../support/product'
import { expect, test } from '../support/test'

/** By hand: students and paths once, by the day of the first enrolment; its text begins with the day. */
const enrolments = `
  select path_id, count(*)::text from (
    select student_id, path_id, min(left(trim(enrolled_at), 10)) as day
    from skilljar.published_path_enrollment join skilljar.published_path using (published_path_id)
    where trim(enrolled_at) ~ '^[0-9]{4}-' group by 1, 2
  ) as pair
  where day between $1 and $2 group by 1`

async function expectExportEquals(page: Page): Promise<void> {
  const link = page.getByRole('link', { name: 'Export CSV' })
  const params = new URL((await link.getAttribute('href')) ?? '', 'http://page').searchParams
  const [heading = [], ...rows] = await records(await download(page, link))
  const found = rows
    .map((row) => ['content', 'path_enrolments'].map((name) => row[heading.indexOf(name)] ?? ''))
    .filter(([, count]) => count !== '0')
  const wanted = await query(enrolments, [params.get('from'), params.get('to')])
  expect(wanted.length).toBeGreaterThan(1)
  expect(sorted(found)).toEqual(sorted(wanted.map(([path, count]) => [`skilljar/path/${path}`, String(count)])))
}

test.describe('an analyst', () => {
  test.use({ storageState: sessionOf('analyst') })

  test('takes away the paths that the mirrors hold, and tells the rates apart by tag', async ({ page }) => {
    await page.goto('/skilljar/paths')
    await expectExportEquals(page)
    await page.getByRole('navigation', { name: 'Told apart by' }).getByRole('link', { name: 'Tag' }).click()
    await expect(page).toHaveURL(/by=tag/)
    const rates = page.getByRole('region', { name: /by tag$/ }).getByRole('img')
    await rates.focus()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await expect(page).toHaveURL(/[?&]tag=/)
    await expect(page.getByRole('list', { name: 'Active filters' }).first()).toContainText('Tag')
    await page.goBack()
    await expect(page).not.toHaveURL(/[?&]tag=/)
  })

  test('opens a path from its row, down to where people stop, who is stuck and where it is published', async ({
    page,
  }) => {
    await page.goto('/skilljar/paths')
    const row = page
      .getByRole('region', { name: 'All paths' })
      .last()
      .getByRole('row')
      .filter({ has: page.getByRole('link') })
      .nth(1)
    const title = (await row.getByRole('link').textContent()) ?? ''
    const enrolled = (await row.getByRole('cell').first().textContent()) ?? ''
    await row.getByRole('link').click()
    await expect(page).toHaveURL(/\/skilljar\/paths\/[^/?]+\?/)
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(title)
    await expect(page.locator('#kpi-path_enrolments dd p').first()).toHaveText(new RegExp(`^${enrolled}(?![\\d,])`))
    await expect(page.getByRole('region', { name: 'Where people stop' })).toBeVisible()
    await expect(
      page.getByRole('region', { name: 'Where it is published' }).last().locator('tbody tr'),
    ).not.toHaveCount(0)
    const people = page.getByRole('link', { name: 'Who is stuck: CSV' })
    const [heading = [], ...lines] = await records(await download(page, people))
    expect(heading.slice(0, 2)).toEqual(['person', 'name'])
    expect(new Set(lines.map((line) => line[heading.indexOf('path_name')]))).toEqual(new Set([title]))
    await page.goBack()
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Paths')
  })
})

test.describe('a viewer', () => {
  test.use({ storageState: sessionOf('viewer') })

  test('sees how many are stuck in a path, and no name or way to a person', async ({ page }) => {
    await page.goto(await mostEnrolledPath())
    await expect(page.getByRole('region', { name: 'Who is stuck' })).toContainText('not named to your role')
    await expect(page.getByRole('main').locator('a[href*="/people"]')).toHaveCount(0)
    expect((await page.request.get('/export/analysis/path_stuck')).status()).toBe(403)
  })
})
