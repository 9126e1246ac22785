import { sessionOf } from '../support/accounts'
import { download, records } from '../support/csv'
import { product, query, value } from '../support/product'
import { expect, test } from '../support/test'

test.use({ storageState: sessionOf('admin') })

test('what was seen and refused is found in the log, by filter, and opens with its detail', async ({
  page,
  browser,
}) => {
  const person = await value('select min(person_id) from mart.person')
  await page.goto(`/people/${person}`)
  const context = await browser.newContext({ baseURL: product().url, storageState: sessionOf('viewer') })
  await (await context.newPage()).goto('/admin/audit')
  expect((await context.request.get('/export/audit')).status()).toBe(403)
  await context.close()

  await page.goto('/admin/audit')
  const table = page.getByRole('region', { name: 'Audit log' })
  await page.getByLabel('What', { exact: true }).selectOption('person.view')
  await page.getByLabel('Who', { exact: true }).selectOption({ label: 'Ines Carvalho (admin@example.com)' })
  await page.getByRole('button', { name: 'Show' }).click()
  await expect(page).toHaveURL(/action=person\.view/)
  await expect(table.getByRole('row', { name: new RegExp(`Ines Carvalho.*Person ${person}\\b`) }).first()).toBeVisible()

  await page.getByRole('link', { name: 'Clear all' }).click()
  // The form starts anew with the page that comes.
  await expect(page.getByRole('list', { name: 'Active filters' })).toHaveCount(0)
  await expect(page).toHaveURL(/\/admin\/audit$/)
  await page.getByLabel('Outcome').selectOption('denied')
  await page.getByLabel('Of what').fill('/admin/audit')
  await page.getByRole('button', { name: 'Show' }).click()
  const denied = table.getByRole('row', { name: /Vera Lindt.*Denied/ }).first()
  await expect(denied).toContainText('/admin/audit')
  await denied.getByRole('link').first().click()
  await expect(page.getByRole('heading', { name: /^Entry \d+$/ })).toBeVisible()
  await expect(page.getByText('page.view')).toBeVisible()
})

test('the log is paged from the newest entry to the oldest, and its CSV holds all of it', async ({ page }) => {
  await query(
    `insert into app.audit (actor_kind, action, subject, at)
     select 'system', 'connector.test', 'paging', '2026-01-01'::timestamptz + n / 3 * interval '1 minute' from generate_series(1, 120) n`,
  )
  const seen: string[] = []
  await page.goto('/admin/audit?subject=paging')
  const links = page.getByRole('region', { name: 'Audit log' }).locator('tbody tr th a')
  for (const expected of [50, 50, 20]) {
    await expect(links).toHaveCount(expected)
    seen.push(...(await links.evaluateAll((found) => found.map((link) => link.getAttribute('href') ?? ''))))
    const next = page.getByRole('link', { name: 'Next' })
    if (expected === 50) {
      const href = (await next.getAttribute('href')) ?? ''
      await next.click()
      await expect(page).toHaveURL(new URL(href, product().url).href)
    } else await expect(next).toHaveCount(0)
  }
  expect(new Set(seen).size).toBe(120)
  const file = await records(await download(page, page.getByRole('link', { name: 'Export CSV' })))
  expect(file.slice(1).map(([id]) => `/admin/audit/${id}`)).toEqual(seen)
})

test('a malformed filter of the log is named', async ({ page }) => {
  await page.goto('/admin/audit?from=2026-02-30')
  await expect(page.getByText('The parameter “from” of this address cannot be understood')).toBeVisible()
})

test('the database refuses to change or to remove what was written down', async () => {
  for (const statement of [`update app.audit set action = 'x'`, 'delete from app.audit', 'truncate app.audit']) {
    await expect(query(statement)).rejects.toThrow(/append-only/)
  }
})
