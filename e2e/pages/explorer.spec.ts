import type { Page } from '@playwright/test'
import { sessionOf } from '../support/accounts'
import { download, records } from '../support/csv'
import { query, value } from '../support/product'
import { expect, test } from '../support/test'

test.use({ storageState: sessionOf('analyst') })

const rowsOf = (page: Page, table: string) => page.getByRole('region', { name: `Rows of ${table}` })

test('every table of both sources is listed, and opens', async ({ page }) => {
  await page.goto('/explorer')
  const listed = page.getByRole('link', { name: /^(datacamp|skilljar|mart)\.|^[a-z_]+$/ })
  await expect(listed.first()).toBeVisible()
  const tables = await query(
    `select table_name from information_schema.tables where table_schema in ('datacamp', 'skilljar') and table_type = 'BASE TABLE'`,
  )
  for (const [table] of tables)
    await expect(page.getByRole('link', { name: table ?? '', exact: true }).first()).toBeAttached()
  await page.getByRole('link', { name: 'course_dim', exact: true }).click()
  await expect(page).toHaveURL(/\/explorer\/datacamp\.course_dim$/)
  await expect(rowsOf(page, 'datacamp.course_dim')).toBeVisible()
})

test('a table says which pages show something of it, and each number there opens with its definition', async ({
  page,
}) => {
  await page.goto('/explorer')
  const row = page.getByRole('row').filter({ has: page.getByRole('link', { name: 'domain_signup_info', exact: true }) })
  await expect(row).toContainText('Access & groups, Person')
  await page.goto('/explorer/skilljar.domain_signup_info')
  const used = page.getByRole('region', { name: 'Used on' })
  await used.getByRole('link', { name: 'Sign-up answers of a person' }).click()
  await expect(page).toHaveURL(/\/catalogue\/person_signup$/)
  await page.goBack()
  await used.getByRole('link', { name: 'Access & groups', exact: true }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Access & groups')
})

test('filter, sort, pages and Export CSV of a table agree with plain SQL', async ({ page }) => {
  await page.goto('/explorer/datacamp.course_fact')
  const total = Number(await value('select count(*) from datacamp.course_fact'))
  await expect(page.getByText(`${total.toLocaleString('en-GB')} rows`, { exact: true })).toBeVisible()

  await page.getByLabel('Column').selectOption('time_spent')
  await page.getByLabel('Condition').selectOption('gte')
  await page.getByLabel('Value').fill('600')
  await page.getByRole('button', { name: 'Add filter' }).click()
  await expect(page).toHaveURL(/filter=time_spent%3Agte%3A600/)
  await rowsOf(page, 'datacamp.course_fact').getByRole('link', { name: 'time_spent' }).click()
  await expect(page).toHaveURL(/sort=time_spent/)
  const found = Number(await value('select count(*) from datacamp.course_fact where time_spent >= 600'))
  await expect(page.getByText(`${found.toLocaleString('en-GB')} rows`, { exact: true })).toBeVisible()

  const first = await rowsOf(page, 'datacamp.course_fact').locator('tbody').textContent()
  await page.getByRole('link', { name: 'Next' }).click()
  await expect(rowsOf(page, 'datacamp.course_fact').locator('tbody')).not.toHaveText(first ?? '')
  await page.getByRole('link', { name: 'Previous' }).click()
  await expect(rowsOf(page, 'datacamp.course_fact').locator('tbody')).toHaveText(first ?? '')

  const [heading = [], ...rows] = await records(await download(page, page.getByRole('link', { name: /^Export CSV/ })))
  const columns = heading.map((name) => `"${name}"`).join(', ')
  const wanted = await query(`select ${columns} from datacamp.course_fact where time_spent >= 600`)
  const text = (cells: readonly (readonly (string | null)[])[]) =>
    cells.map((row) => JSON.stringify(row.map((cell) => cell ?? ''))).sort()
  expect(rows.length).toBe(found)
  expect(text(rows)).toEqual(text(wanted))
  const times = rows.map((row) => Number(row[heading.indexOf('time_spent')]))
  expect(times).toEqual(times.toSorted((one, other) => one - other))
})

test('paging through a whole table shows every row once', async ({ page }) => {
  await page.goto('/explorer/datacamp.user_dim?sort=user_id:asc')
  const seen: string[] = []
  for (;;) {
    const body = rowsOf(page, 'datacamp.user_dim').locator('tbody')
    const ids = await body.getByRole('rowheader').allTextContents()
    seen.push(...ids)
    const next = page.getByRole('link', { name: 'Next' })
    if ((await next.count()) === 0) break
    await next.click()
    await expect(body.getByRole('rowheader').first()).not.toHaveText(ids[0] ?? '')
  }
  expect(seen).toEqual((await query('select user_id from datacamp.user_dim order by user_id')).flat())
})

for (const [search, param] of [
  ['filter=nope:eq:1', 'filter'],
  ['filter=user_id:eq:abc', 'filter'],
  ['sort=nope', 'sort'],
  ['cursor=garbage', 'cursor'],
  ['from=2026-13-01', 'from'],
] as const) {
  test(`the malformed address ?${search} of a table names the parameter “${param}”`, async ({ page }) => {
    await page.goto(`/explorer/datacamp.user_dim?${search}`)
    await expect(page.getByText(`The parameter “${param}” of this address cannot be understood`)).toBeVisible()
  })
}

test('a table that does not exist is a plain 404', async ({ page }) => {
  const response = await page.goto('/explorer/pg_catalog.pg_authid')
  expect(response?.status()).toBe(404)
})
