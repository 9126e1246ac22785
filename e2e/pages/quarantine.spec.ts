import { readFile } from 'node:fs/promises'
import { expectAccessible } from '../support/accessible'
import { sessionOf } from '../support/accounts'
import { press } from '../support/alive'
import { tell } from '../support/control'
import { download } from '../support/csv'
import { product, value } from '../support/product'
import { expectState, refresh } from '../support/refresh'
import { expect, test } from '../support/test'

test.use({ storageState: sessionOf('admin') })
test.afterEach(() => tell({ order: 'restore' }))

const waiting = `select count(*) from app.quarantine where table_name = 'practice_fact' and resolved_at is null`
const because = 'The browser test made this row up.'

test('a bad row of a published table waits with reason and sample, comes out byte for byte, and can be put aside', async ({
  page,
}) => {
  const delivered = await tell({ order: 'row', table: 'practice_fact', firstField: '<b>nobody</b>' })
  const rows = await value('select count(*) from datacamp.practice_fact')
  await expectState(await refresh(page), /published|unchanged/)
  expect(await value('select count(*) from datacamp.practice_fact'), 'every other row is published').toBe(rows)

  await page.goto('/admin/quarantine')
  const reasons = page.getByRole('region', { name: 'Quarantined rows by reason and table' })
  await reasons
    .getByRole('row')
    .filter({ hasText: 'practice_fact' })
    .getByRole('link', { name: 'Not a whole number' })
    .click()
  await expect(page).toHaveURL(/table=practice_fact&reason=not_an_integer/)
  await expect(reasons.getByRole('row')).toHaveCount(2)
  await expect(reasons).toContainText('user_id')
  const samples = page.getByRole('region', { name: 'Samples of quarantined rows' })
  await expect(samples.getByText(delivered, { exact: true })).toBeVisible()
  for (const theme of ['light', 'dark']) {
    await page.context().addCookies([{ name: 'skillscope-theme', value: theme, url: product().url }])
    await page.reload()
    await expect(page.locator('html')).toHaveAttribute('data-theme', theme)
    await expectAccessible(page)
  }

  const file = await download(page, page.getByRole('link', { name: 'Download 1 row as it came' }))
  expect(file.suggestedFilename()).toBe('quarantine_datacamp_practice_fact_not_an_integer.txt')
  const [heading, ...records] = (await readFile(await file.path(), 'utf8')).split(/\r?\n/)
  expect(heading).toMatch(/^user_id,/)
  expect(records).toEqual([delivered, ''])

  const button = page.getByRole('button', { name: 'Put aside 1 row' })
  await press(button, page.getByText('Say why, for those who come after you.'))
  await page.getByRole('textbox', { name: 'Why these rows need not be taken' }).fill(because)
  await button.click()
  const dialog = page.getByRole('alertdialog', { name: 'Put aside 1 row?' })
  await expect(dialog).toContainText('Their raw bytes are kept for another 30 days.')
  await dialog.getByRole('button', { name: 'Put aside 1 row' }).click()
  await expect(page.getByText('No row waits here')).toBeVisible()
  expect(await value(waiting)).toBe('0')
  expect(
    await value(`select detail ->> 'because' from app.audit where action = 'quarantine.dismiss' order by id desc`),
  ).toBe(because)
})
