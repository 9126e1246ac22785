import { readFile } from 'node:fs/promises'
import type { Page } from '@playwright/test'
import { sessionOf } from '../support/accounts'
import { download, records } from '../support/csv'
import { value } from '../support/product'
import { expect, test } from '../support/test'

test.use({ storageState: sessionOf('analyst') })

const table = '/explorer/datacamp.course_fact'
const choose = async (page: Page, what: string) => {
  await page.getByRole('button', { name: 'Other formats' }).click()
  return page.getByRole('menuitem', { name: what, exact: true })
}

test('a table is taken away in every format, and its manifest counts its rows', async ({ page }) => {
  await page.goto(table)
  const rows = Number(await value('select count(*) from datacamp.course_fact'))
  const book = await readFile(await (await download(page, await choose(page, 'Excel workbook'))).path())
  expect(book.subarray(0, 2).toString()).toBe('PK')
  const parquet = await readFile(await (await download(page, await choose(page, 'Parquet'))).path())
  expect(parquet.subarray(-4).toString()).toBe('PAR1')
  const lines = await readFile(await (await download(page, await choose(page, 'JSON lines'))).path(), 'utf8')
  expect(lines.trimEnd().split('\n')).toHaveLength(rows)
  const manifest = await download(page, await choose(page, 'Manifest'))
  expect(JSON.parse(await readFile(await manifest.path(), 'utf8'))).toMatchObject({ rows, complete: true })
})

test('a file is made in the background, fetched and removed', async ({ page }) => {
  await page.goto(`${table}?sort=user_id`)
  await (await choose(page, 'In the background')).click()
  await page.getByLabel('Format', { exact: true }).selectOption({ label: 'CSV' })
  await page.getByRole('button', { name: 'Make the file' }).click()
  const made = page.getByRole('row').filter({ hasText: 'datacamp.course_fact' })
  await expect(made).toContainText('Ready', { timeout: 20_000 })
  const [, ...rows] = await records(await download(page, made.getByRole('link', { name: /^Download/ })))
  expect(rows).toHaveLength(Number(await value('select count(*) from datacamp.course_fact')))
  await made.getByRole('button', { name: /^Remove/ }).click()
  await expect(page.getByText('No export yet')).toBeVisible()
})

test('somebody else has neither the file nor the line', async ({ page, browser }) => {
  const id = await value(
    `insert into app.export (id, user_id, kind, subject, format, name, state, bytes, manifest, expires_at)
     select gen_random_uuid(), id, 'table', 'datacamp.course_fact', 'csv', 'theirs', 'ready', 1,
       '{"made_for": {"role": "analyst", "teams": []}}', now() + interval '1 hour'
     from app."user" where email = 'analyst@example.com' returning id::text`,
  )
  const context = await browser.newContext({ storageState: sessionOf('admin') })
  const other = await context.newPage()
  expect((await other.request.get(`/export/files/${id}`)).status()).toBe(404)
  await other.goto('/exports')
  await expect(other.getByText('theirs')).toHaveCount(0)
  await context.close()
  await page.goto('/exports')
  await page.getByRole('button', { name: /^Remove theirs/ }).click()
  await expect(page.getByText('theirs')).toHaveCount(0)
})
