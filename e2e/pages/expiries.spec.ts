import { sessionOf } from '../support/accounts'
import { download, records } from '../support/csv'
import { value } from '../support/product'
import { expect, test } from '../support/test'

const asOf = (source: string) =>
  `(select as_of at time zone 'UTC' from app.publication where connector_id = '${source}' order by version desc limit 1)`
const within = (moment: string, source: string) =>
  `${moment} >= ${asOf(source)} and ${moment} < ${asOf(source)} + interval '90 days'`

test.describe('an analyst', () => {
  test.use({ storageState: sessionOf('analyst') })

  test('figures, tabs and the CSV say the same number of things, and assignments are those that plain SQL finds', async ({
    page,
  }) => {
    await page.goto('/expiries?when=ahead')
    const list = page.getByRole('region', { name: 'For whom' })
    const tab = list.getByRole('link', { name: /^All 90/ })
    await expect(tab).toHaveAttribute('aria-current', 'true')
    const count = Number((await tab.innerText()).replace(/^All 90/, '').replaceAll(/\D/g, ''))
    await expect(page.locator('#kpi-expiries_ahead dd p').first()).toHaveText(
      new RegExp(`^${count.toLocaleString('en')}(?![\\d,])`),
    )
    const [heading = [], ...lines] = await records(
      await download(page, list.getByRole('link', { name: 'For whom: CSV' })),
    )
    expect(lines).toHaveLength(count)
    const due = await value(
      `select count(*) from (select distinct f.group_id, f.user_id, f.assignment_id, nullif(trim(f.completion_status), ''), f.assigned_at, f.due_at,
         f.reminder_sent_at from datacamp.assignment_fact f left join datacamp.assignment_dim d using (assignment_id)
       where f.completed_at is null and d.deleted_at is null and coalesce(lower(trim(d.assignment_status)), '') <> 'archived'
         and ${within('f.due_at', 'datacamp')}) line`,
    )
    expect(lines.filter((row) => row[heading.indexOf('kind')] === 'Assignment due')).toHaveLength(Number(due))
  })

  test('one kind narrows the page by its address, a day of the calendar lists what ends on it, and Back returns', async ({
    page,
  }) => {
    await page.goto('/expiries?expiry_kind=Course%20access')
    await expect(page.getByRole('list', { name: 'Active filters' }).first()).toContainText('Course access')
    await page.goto('/expiries')
    const days = page.getByRole('region', { name: 'Days ahead' }).getByRole('img')
    await days.focus()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await expect(page).toHaveURL(/when=\d{4}-\d\d-\d\d/)
    await expect(page.getByRole('region', { name: 'For whom' })).toContainText('What ends on')
    await page.goBack()
    await expect(page).not.toHaveURL(/when=/)
  })
})

test.describe('a viewer', () => {
  test.use({ storageState: sessionOf('viewer') })

  test('sees how much ends, and nobody by name', async ({ page }) => {
    await page.goto('/expiries')
    await expect(page.getByRole('region', { name: 'What ends, by week' })).toBeVisible()
    await expect(page.getByRole('region', { name: 'For whom' })).toHaveCount(0)
    await expect(page.getByRole('main').locator('a[href*="/people"]')).toHaveCount(0)
    expect((await page.request.get('/export/analysis/expiries')).status()).toBe(403)
  })
})
