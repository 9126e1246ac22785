import { sessionOf } from '../support/accounts'
import { download, records } from '../support/csv'
import { value } from '../support/product'
import { expect, test } from '../support/test'

const asOf = `(select (as_of at time zone 'UTC') from app.publication where connector_id = 'datacamp' order by version desc limit 1)`
/** What the page counts: lines that differ, of assignments neither deleted nor archived. */
const given = (more: string) => `
  select count(*) from (select distinct f.group_id, f.user_id, f.assignment_id, f.completion_status, f.assigned_at, f.due_at, f.completed_at,
    f.reminder_sent_at from datacamp.assignment_fact f left join datacamp.assignment_dim d using (assignment_id)
    where d.deleted_at is null and ${more}) line`
const kept = `coalesce(lower(trim(d.assignment_status)), '') <> 'archived'`
const all = '/datacamp/assignments?from=2020-01-01&grain=year'

test.describe('an analyst', () => {
  test.use({ storageState: sessionOf('analyst') })

  test('lets archived assignments in, narrows to one, takes the rows away and comes back', async ({ page }) => {
    await page.goto(all)
    const table = page.getByRole('region', { name: 'All assignments' }).last()
    const totals = table.locator('tbody tr').first()
    await expect(totals.locator('td').first()).toHaveText(Number(await value(given(kept))).toLocaleString('en'))

    await page.goto(`${all}&archived=with`)
    await expect(totals.locator('td').first()).toHaveText(Number(await value(given('true'))).toLocaleString('en'))
    const link = page.getByRole('link', { name: 'Export CSV' })
    const [heading = [], ...lines] = await records(await download(page, link))
    const column = (name: string) => lines.reduce((sum, row) => sum + Number(row[heading.indexOf(name)]), 0)
    const states = ['on_time', 'late', 'overdue', 'not_yet_due', 'no_due_date']
    expect(states.reduce((sum, state) => sum + column(`assignments_${state}`), 0)).toBe(column('assignments'))

    await table.locator('tbody tr').nth(1).getByRole('link').click()
    await expect(page).toHaveURL(/archived=with/)
    await expect(page).toHaveURL(/content=datacamp%2Fassignment%2F/)
    await expect(table.locator('tbody tr')).toHaveCount(2)
    await page.goBack()
    await expect(page).not.toHaveURL(/content=/)
  })

  test('takes away everybody who is overdue', async ({ page }) => {
    await page.goto(all)
    const list = page.getByRole('region', { name: 'Overdue' })
    const [, ...lines] = await records(await download(page, list.getByRole('link', { name: /CSV$/ })))
    const overdue = Number(await value(given(`${kept} and f.completed_at is null and f.due_at < ${asOf}`)))
    expect(lines.length).toBe(overdue)
    await expect(list.getByRole('listitem')).toHaveCount(Math.min(12, overdue))
  })
})

test.describe('a viewer', () => {
  test.use({ storageState: sessionOf('viewer') })

  test('sees teams, and no name or way to a person', async ({ page }) => {
    await page.goto(all)
    await expect(page.getByRole('region', { name: 'Overdue and due soon, by team' }).first()).toBeVisible()
    await expect(page.getByRole('main').locator('a[href*="/people"]')).toHaveCount(0)
    for (const list of ['overdue_assignments', 'assignments_due_soon', 'assignment_matrix']) {
      expect((await page.request.get(`/export/analysis/${list}`)).status()).toBe(403)
    }
  })
})

test.describe('an administrator', () => {
  test.use({ storageState: sessionOf('admin') })

  test('enters seats and takes them back', async ({ page }) => {
    await page.goto('/admin/settings')
    const seats = page.getByRole('region', { name: 'Seats' }).first()
    await seats.getByRole('textbox', { name: 'Seats' }).fill('many')
    await seats.getByRole('button', { name: 'Add seats' }).click()
    await expect(seats).toContainText('Enter a whole number')
    await seats.getByRole('textbox', { name: 'Seats' }).fill('250')
    await seats.getByLabel('Valid from').fill('2020-02-01')
    await seats.getByRole('button', { name: 'Add seats' }).click()
    await expect(seats.getByRole('listitem')).toContainText('250 seats')
    const answer = await page.request.get('/api/v1/analyses/seat_utilisation')
    expect(((await answer.json()) as { rows: { seats: number }[] }).rows[0]?.seats).toBe(250)
    await seats.getByRole('button', { name: /^Remove: 250 seats/ }).click()
    await expect(seats).toContainText('No seats yet')
  })
})
