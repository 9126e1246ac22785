import type { Page } from '@playwright/test'
import { sessionOf } from '../support/accounts'
import { press } from '../support/alive'
import { download, records } from '../support/csv'
import { query, value } from '../support/product'
import { expect, test } from '../support/test'

test.use({ storageState: sessionOf('analyst') })

const editor = (page: Page) => page.getByRole('textbox', { name: 'Statement' })
const answer = (page: Page) => page.getByRole('region', { name: 'Rows of the answer' })

async function write(page: Page, statement: string): Promise<void> {
  await editor(page).click()
  await page.keyboard.press('ControlOrMeta+a')
  await page.keyboard.insertText(statement)
}

test('a statement is completed, run by the keyboard, shown as a table and a chart, and exported whole', async ({
  page,
}) => {
  await page.goto('/sql')
  await editor(page).click()
  await page.keyboard.type('select count(*) from datacamp.course_fa')
  await expect(page.getByRole('option', { name: /course_fact/ })).toBeVisible()
  await page.keyboard.press('Escape')

  const statement = 'select team_id, count(*) as members from datacamp.user_team_bridge group by 1 order by 1'
  await write(page, statement)
  await page.keyboard.press('ControlOrMeta+Enter')
  const wanted = await query(statement)
  await expect(page.getByRole('status').filter({ hasText: `${wanted.length} rows` })).toBeVisible()
  await expect(answer(page).getByRole('row').nth(1)).toContainText(wanted[0]?.join('') ?? '')
  await page.getByRole('button', { name: 'Row 1, whole' }).press('Enter')
  await expect(page.getByRole('dialog', { name: `Row 1 of ${wanted.length}` })).toContainText('members')
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Chart', exact: true }).click()
  await expect(page.getByRole('heading', { name: 'members by team_id' })).toBeVisible()

  const [heading, ...rows] = await records(await download(page, page.getByRole('button', { name: 'Export CSV' })))
  expect(heading).toEqual(['team_id', 'members'])
  expect(rows).toEqual(wanted)
  // Tab is the editor's until Esc.
  await editor(page).click()
  await page.keyboard.press('Escape')
  await page.keyboard.press('Tab')
  await expect(editor(page)).not.toBeFocused()
})

test('a mistake is marked at its place, a long statement is cancelled, and nothing that is closed is read', async ({
  page,
}) => {
  await page.goto('/sql')
  await write(page, 'select team_id,\n  nope from datacamp.team_dim')
  await page.getByRole('button', { name: 'Run' }).click()
  const problem = page.getByRole('alert').filter({ hasText: 'Column "nope" does not exist.' })
  await expect(problem.getByRole('button', { name: 'Line 2, character 3' })).toBeVisible()
  await expect(page.locator('.cm-problem')).toHaveText('nope')

  await write(page, 'select count(*) from generate_series(1, 1000000000000)')
  await page.getByRole('button', { name: 'Run' }).click()
  await page.getByRole('button', { name: 'Cancel' }).click()
  await expect(page.getByRole('alert').filter({ hasText: 'cancelled' })).toBeVisible()
  const working = `select count(*) from pg_stat_activity where usename = (select app.sql_login()) and state = 'active'`
  await expect.poll(() => value(working)).toBe('0')

  await write(page, 'select password_hash from app."user"')
  await page.getByRole('button', { name: 'Run' }).click()
  await expect(page.getByRole('alert').filter({ hasText: 'Permission denied' })).toBeVisible()
  await page.reload()
  await expect(editor(page)).toContainText('select password_hash')
})

test('the documentation’s sample query runs, and is kept under a name of one’s own', async ({ page }) => {
  await page.goto('/sql?query=sample')
  await page.getByRole('button', { name: 'Run' }).click()
  await expect(answer(page).getByRole('columnheader', { name: /time_spent_hours/ })).toBeVisible()
  const dialog = page.getByRole('dialog', { name: 'Save query' })
  await press(page.getByRole('button', { name: 'Save query' }), dialog)
  await dialog.getByLabel('Name').fill('Hours by team and week')
  await dialog.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(page.getByRole('heading', { name: 'Hours by team and week' })).toBeVisible()
  await expect(page).toHaveURL(/\/sql\?query=[0-9a-f-]{36}$/)
  await page.reload()
  await expect(editor(page)).toContainText('INNER JOIN datacamp.team_dim')
  expect(
    await value(`select statement like 'SELECT team_id%' from app.saved_query where name = 'Hours by team and week'`),
  ).toBe('t')
})
