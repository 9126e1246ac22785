import type { Page } from '@playwright/test'
import { sessionOf } from '../support/accounts'
import { download, records } from '../support/csv'
import { query, value } from '../support/product'
import { expect, test } from '../support/test'

test.use({ storageState: sessionOf('analyst') })

const rowsOf = (page: Page, table: string) => page.getByRole('region', { name: `Rows of ${table}` })
const count = (page: Page, rows: number) =>
  page.getByRole('status').filter({ hasText: `${rows.toLocaleString('en-GB')} ${rows === 1 ? 'row' : 'rows'}` })

/** Behind the name of what an id names stands the id. */
const idsIn = (texts: readonly string[]) => texts.map((text) => text.split(' ').at(-1) ?? '')

test('every table of both sources is listed, opens, and says which pages show something of it', async ({ page }) => {
  await page.goto('/explorer')
  const tables = await query(
    `select table_name from information_schema.tables where table_schema in ('datacamp', 'skilljar') and table_type = 'BASE TABLE'`,
  )
  for (const [table] of tables)
    await expect(page.getByRole('link', { name: table ?? '', exact: true }).first()).toBeAttached()
  const row = page.getByRole('row').filter({ has: page.getByRole('link', { name: 'domain_signup_info', exact: true }) })
  await expect(row).toContainText('Access & groups, Person')
  await page.getByRole('searchbox', { name: 'Find a table' }).fill('signup')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('link', { name: 'assessment_dim', exact: true })).toHaveCount(0)
  await row.getByRole('link', { name: 'domain_signup_info', exact: true }).click()
  await expect(rowsOf(page, 'skilljar.domain_signup_info')).toBeVisible()
  await page.getByRole('button', { name: 'About skilljar.domain_signup_info' }).click()
  await page.getByRole('link', { name: 'Sign-up answers of a person' }).click()
  await expect(page).toHaveURL(/\/catalogue\/person_signup$/)
})

test('filter, sort, pages and Export CSV of a table agree with plain SQL', async ({ page }) => {
  await page.goto('/explorer/datacamp.course_fact')
  const grid = rowsOf(page, 'datacamp.course_fact')
  await expect(count(page, Number(await value('select count(*) from datacamp.course_fact')))).toBeVisible()

  await grid.getByRole('button', { name: 'Filter time_spent' }).click()
  const form = page.getByRole('dialog', { name: 'Filter time_spent' })
  await form.getByLabel('Condition').selectOption('gte')
  await form.getByLabel('Value').fill('abc')
  await form.getByRole('button', { name: 'Apply' }).click()
  await expect(form.getByLabel('Value')).toHaveAccessibleDescription(/whole number/)
  await form.getByLabel('Value').fill('600')
  await form.getByRole('button', { name: 'Apply' }).click()
  await expect(page).toHaveURL(/filter=time_spent%3Agte%3A600/)
  await grid.getByRole('link', { name: 'time_spent' }).click()
  await expect(grid.getByRole('columnheader', { name: 'time_spent' })).toHaveAttribute('aria-sort', 'ascending')
  const found = Number(await value('select count(*) from datacamp.course_fact where time_spent >= 600'))
  await expect(count(page, found)).toBeVisible()

  const first = await grid.locator('tbody').textContent()
  await page.getByRole('link', { name: 'Next' }).click()
  await expect(grid.locator('tbody')).not.toHaveText(first ?? '')
  await page.getByRole('link', { name: 'Previous' }).click()
  await expect(grid.locator('tbody')).toHaveText(first ?? '')

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

test('a tick among the facets, and filters of which one is enough, show the rows that plain SQL counts', async ({
  page,
}) => {
  await page.goto('/explorer/datacamp.assignment_fact')
  const undone = 'select count(*) from datacamp.assignment_fact where not is_completed'
  await page.getByRole('checkbox', { name: /^false/ }).check()
  await expect(page).toHaveURL(/filter=is_completed%3Aeq%3Afalse/)
  await expect(count(page, Number(await value(undone)))).toBeVisible()

  await page.getByRole('button', { name: 'Filter', exact: true }).click()
  const builder = page.getByRole('dialog', { name: 'Filters' })
  await builder.getByRole('button', { name: 'And another filter' }).click()
  const group = builder.getByRole('group').nth(1)
  await group.getByLabel('Column').selectOption('completion_status')
  await group.getByLabel('Value').fill('overdue')
  await group.getByRole('button', { name: 'Or' }).click()
  await group.getByLabel('Column').nth(1).selectOption('due_at')
  await group.getByLabel('Condition').nth(1).selectOption('is_null')
  await builder.getByRole('button', { name: 'Apply' }).click()
  await expect(page).toHaveURL(/any=/)
  const either = `${undone} and (completion_status = 'overdue' or due_at is null)`
  await expect(count(page, Number(await value(either)))).toBeVisible()
})

test('J and K walk the rows, Enter opens one beside the others, Esc closes it and returns to it', async ({ page }) => {
  await page.goto('/explorer/datacamp.user_dim')
  const grid = rowsOf(page, 'datacamp.user_dim')
  const ids = idsIn(await grid.getByRole('rowheader').allTextContents())
  await grid.focus()
  await page.keyboard.press('j')
  await page.keyboard.press('j')
  await page.keyboard.press('Enter')
  const panel = page.getByRole('group', { name: 'Open row' })
  await expect(
    panel
      .getByRole('definition')
      .filter({ hasText: ids[1] ?? '' })
      .first(),
  ).toBeVisible()
  await expect(page).toHaveURL(new RegExp(`row=${ids[1]}`))
  await page.keyboard.press('k')
  await expect(page).toHaveURL(new RegExp(`row=${ids[0]}`))
  await panel
    .getByRole('link', { name: /course_fact/ })
    .first()
    .waitFor()
  await page.keyboard.press('Escape')
  await expect(panel).toBeHidden()
  await expect(grid.getByRole('rowheader').first().getByRole('link')).toBeFocused()
})

test('order, pins and widths of the columns stand in the address, and are there again after a look at the groups', async ({
  page,
}) => {
  await page.goto('/explorer/datacamp.course_dim')
  const grid = rowsOf(page, 'datacamp.course_dim')
  const choose = async (column: string, item: string) => {
    await grid.getByRole('button', { name: `Column ${column}`, exact: true }).click()
    await page.getByRole('menuitem', { name: item }).click()
  }
  await choose('title', 'Pin to the left')
  await expect(page).toHaveURL(/pins=course_id%2Ctitle/)
  await choose('technology', 'Hide')
  await expect(grid.getByRole('columnheader', { name: 'technology' })).toHaveCount(0)
  await expect(grid.locator('th button:focus')).toHaveAccessibleName(/^Column /)
  await grid.getByRole('separator', { name: 'Width of title' }).press('ArrowRight')
  await expect(page).toHaveURL(/widths=title%3A\d+/)
  const wide = await grid.locator('th[data-column=title]').boundingBox()
  await page.getByRole('link', { name: 'Groups', exact: true }).click()
  await expect(page).toHaveURL(/group=/)
  await page.getByRole('link', { name: 'Rows', exact: true }).click()
  await expect(page).toHaveURL(/widths=title%3A\d+/)
  expect((await grid.locator('th[data-column=title]').boundingBox())?.width).toBe(wide?.width)
  await expect(grid.getByRole('columnheader').nth(1)).toContainText('title')
})

test('paging through a whole table shows every row once', async ({ page }) => {
  await page.goto('/explorer/datacamp.user_dim?sort=user_id:asc')
  const seen: string[] = []
  for (;;) {
    const body = rowsOf(page, 'datacamp.user_dim').locator('tbody')
    const texts = await body.getByRole('rowheader').allTextContents()
    const ids = idsIn(texts)
    seen.push(...ids)
    const next = page.getByRole('link', { name: 'Next' })
    if ((await next.count()) === 0) break
    await next.click()
    await expect(body.getByRole('rowheader').first()).not.toHaveText(texts[0] ?? '')
  }
  expect(seen).toEqual((await query('select user_id from datacamp.user_dim order by user_id')).flat())
})

test('a malformed address of a table names the parameter, and a table that does not exist is a plain 404', async ({
  page,
}) => {
  for (const [search, param] of [
    ['filter=user_id:eq:abc', 'filter'],
    ['any=nope:eq:1', 'any'],
    ['sort=nope', 'sort'],
    ['cursor=garbage', 'cursor'],
    ['pins=nope', 'pins'],
    ['from=2026-13-01', 'from'],
  ] as const) {
    await page.goto(`/explorer/datacamp.user_dim?${search}`)
    await expect(page.getByText(`The parameter “${param}” of this address cannot be understood`)).toBeVisible()
  }
  const response = await page.goto('/explorer/pg_catalog.pg_authid')
  expect(response?.status()).toBe(404)
})
