import { sessionOf } from '../support/accounts'
import { press } from '../support/alive'
import { tell } from '../support/control'
import { value } from '../support/product'
import { expectState, refresh } from '../support/refresh'
import { expect, test } from '../support/test'

test.use({ storageState: sessionOf('admin') })
test.afterEach(() => tell({ order: 'restore' }))

for (const { what, spoil, message } of [
  {
    what: 'a malformed file',
    spoil: () => tell({ order: 'put', key: 'latest/course_fact.csv', body: 'user_id,course_id,time_spent\n1,2\n"3' }),
    message: /course_fact/,
  },
  {
    what: 'a bucket that refuses',
    spoil: () => tell({ order: 'fault', fault: { kind: { status: 403, code: 'AccessDenied' } } }),
    message: /./,
  },
] as const) {
  test(`${what} fails the refresh with a message, and the data of the last good one is still served`, async ({
    page,
  }) => {
    const rows = await value('select count(*) from datacamp.course_fact')
    const version = await value('select max(version) from app.publication')
    await page.goto('/overview')
    const hours = page.locator('#kpi-learning_hours dd p').first()
    const before = await hours.textContent()

    await spoil()
    await page.goto('/admin/connectors')
    const card = page.locator('section').filter({ has: page.getByRole('heading', { name: 'DataCamp', exact: true }) })
    await press(card.getByRole('button', { name: 'Refresh now' }), card.getByText(/has been requested|is under way/))
    const alert = card.getByRole('alert')
    await expect(alert).toHaveText(message, { timeout: 60_000 })
    await expect(alert).not.toContainText('AKIA')
    const said = (await alert.textContent()) ?? ''

    const run = await value(`select max(id) from app.refresh_run where connector_id::text = 'datacamp'`)
    await page.goto(`/admin/refreshes/${run}`)
    await expect(page.getByText(said).first()).toBeVisible()
    await expect(page.getByText('The data of the last good refresh is still served.')).toBeVisible()

    expect(await value('select count(*) from datacamp.course_fact')).toBe(rows)
    expect(await value('select max(version) from app.publication')).toBe(version)
    await page.goto('/overview')
    await expect(hours).toHaveText(before ?? '')
  })
}

test('a bad number is set aside with its reason, and every other row is published', async ({ page }) => {
  const rows = await value('select count(*) from datacamp.course_fact')
  await tell({ order: 'row', table: 'course_fact', firstField: 'not a number' })
  const run = await refresh(page)
  await expectState(run, /published|unchanged/)
  await page.goto(`/admin/refreshes/${run}`)
  await expect(page.getByText('not a number').first()).toBeVisible()
  await expect(page.getByText('The data of the last good refresh is still served.')).toHaveCount(0)
  expect(await value('select count(*) from datacamp.course_fact')).toBe(rows)
})
