import { sessionOf } from '../support/accounts'
import { download, records, sorted } from '../support/csv'
import { query, value } from '../support/product'
import { expect, test } from '../support/test'

test.use({ storageState: sessionOf('analyst') })

test('a finding says how many rows it is about, and leads to exactly those rows, on the page and as CSV', async ({
  page,
}) => {
  const found = Number(await value('select count(*) from datacamp.course_fact where course_id = -1'))
  const all = Number(await value('select count(*) from datacamp.course_fact'))
  expect(found).toBeGreaterThan(0)
  const counted = `${found.toLocaleString('en-GB')} of ${all.toLocaleString('en-GB')} rows`

  await page.goto('/quality')
  const name = 'Deleted content in course facts'
  const finding = page.getByRole('listitem').filter({ has: page.getByRole('link', { name, exact: true }) })
  await expect(finding).toContainText(counted)
  await expect(finding).toContainText('Counted in time and XP')
  await finding.getByRole('link', { name }).click()

  await expect(page.getByRole('heading', { name, exact: true })).toBeVisible()
  await expect(page.getByRole('status').filter({ hasText: counted })).toBeVisible()
  const rows = page.getByRole('region', { name: 'Rows of course_fact' }).locator('tbody tr')
  await expect(rows).toHaveCount(Math.min(found, 50))

  const [heading = [], ...lines] = await records(await download(page, page.getByRole('link', { name: 'Export CSV' })))
  const columns = heading.map((column) => `"${column}"`).join(', ')
  const wanted = await query(`select ${columns} from datacamp.course_fact where course_id = -1`)
  expect(sorted(lines)).toEqual(sorted(wanted.map((row) => row.map((cell) => cell ?? ''))))
})

test('a check that does not exist is a plain 404', async ({ page }) => {
  expect((await page.goto('/quality/nothing'))?.status()).toBe(404)
})
