import type { Page } from '@playwright/test'
import { sessionOf } from '../support/accounts'
import { download, records, sorted } from '../support/csv'
import { fullestLiveSession } from '../support/fullest-live-session'
import { query } from '../support/product'
import { expect, test } from '../support/test'

/** By hand: sessions by the day of their first event, each with its events, its seats and its registrations. */
const sessions = `
  select 'skilljar/session/' || s.vilt_session_id, count(e.*)::text,
    (case when s.cancelled_at is null then coalesce(s.seats_total, 0) else 0 end)::text,
    (select count(*) from skilljar.vilt_session_registration r where r.vilt_session_id = s.vilt_session_id)::text
  from skilljar.vilt_session s left join skilljar.vilt_session_event e using (vilt_session_id)
  where $3::text is null or s.instructor_name = $3
  group by s.vilt_session_id
  having coalesce(min(e.starts_at), s.created_at)::date between $1 and $2`

async function expectExportEquals(page: Page, instructor: string | null): Promise<void> {
  const link = page.getByRole('link', { name: 'Export CSV' })
  const params = new URL((await link.getAttribute('href')) ?? '', 'http://page').searchParams
  const [heading = [], ...rows] = await records(await download(page, link))
  const columns = ['content', 'vilt_events', 'vilt_seats', 'vilt_registrations']
  const found = rows.map((row) => columns.map((name) => row[heading.indexOf(name)] ?? ''))
  const wanted = await query(sessions, [params.get('from'), params.get('to'), instructor])
  expect(wanted.length).toBeGreaterThan(0)
  expect(sorted(found)).toEqual(sorted(wanted.map((row) => row.map(String))))
}

test.describe('an analyst', () => {
  test.use({ storageState: sessionOf('analyst') })

  test('narrows Live training to an instructor from a chart, takes away what the mirrors say, and comes back', async ({
    page,
  }) => {
    await page.goto('/skilljar/live-training')
    await expectExportEquals(page, null)
    await expect(page.getByRole('region', { name: 'Coming up' })).toContainText('Hours are UTC')
    const chart = page.getByRole('region', { name: 'Sessions by instructor' }).getByRole('img')
    await chart.focus()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await expect(page).toHaveURL(/[?&]instructor=/)
    const instructor = new URL(page.url()).searchParams.get('instructor')
    await expect(page.getByRole('list', { name: 'Active filters' }).first()).toContainText(instructor ?? '?')
    await expectExportEquals(page, instructor)
    await page.goBack()
    await expect(page).not.toHaveURL(/[?&]instructor=/)
    await page.getByRole('navigation', { name: 'Compared by' }).getByRole('link', { name: 'Time zone' }).click()
    await expect(page.getByRole('region', { name: 'Sessions by time zone' })).toBeVisible()
  })

  test('opens a session from its row, whose numbers are the row’s, down to who registered', async ({ page }) => {
    await page.goto('/skilljar/live-training?sort=vilt_registrations:desc')
    const row = page
      .getByRole('region', { name: 'All sessions' })
      .last()
      .getByRole('row')
      .filter({ has: page.getByRole('link') })
      .nth(1)
    const title = (await row.getByRole('link').textContent()) ?? ''
    const registered = (await row.getByRole('cell').nth(6).textContent()) ?? ''
    expect(Number(registered)).toBeGreaterThan(0)
    await row.getByRole('link').click()
    await expect(page).toHaveURL(/\/skilljar\/live-training\/[^/]+\?/)
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(title)
    await expect(page.locator('#kpi-vilt_registrations dd p').first()).toHaveText(
      new RegExp(`^${registered}(?![\\d,])`),
    )
    await expect(page.getByRole('region', { name: 'Events' }).first()).toContainText('Pacific time')
    const people = page.getByRole('region', { name: 'Who registered' })
    const [heading = [], ...rows] = await records(
      await download(page, people.getByRole('link', { name: 'Who registered: CSV' })),
    )
    expect(heading).toContain('attendance')
    expect(rows.length).toBeGreaterThan(0)
    expect(rows.length).toBeLessThanOrEqual(Number(registered))
    await page.goBack()
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Live training')
  })
})

test.describe('a viewer', () => {
  test.use({ storageState: sessionOf('viewer') })

  test('sees how many registered for a session, and no name or way to a person', async ({ page }) => {
    await page.goto(await fullestLiveSession())
    await expect(page.getByRole('region', { name: 'Who registered' })).toContainText('not named to your role')
    await expect(page.getByRole('main').locator('a[href*="/people"]')).toHaveCount(0)
    expect((await page.request.get('/export/analysis/vilt_people')).status()).toBe(403)
  })
})

test.describe('a manager', () => {
  test.use({ storageState: sessionOf('manager') })

  test('is told that sessions are of no team, and sees registrations of the own people alone', async ({ page }) => {
    await page.goto('/skilljar/live-training')
    await expect(page.getByText('Sessions, events and seats are of no team')).toBeVisible()
    await expect(page.getByRole('region', { name: 'Coming up' })).toContainText('of your people')
    await expect(page.getByRole('region', { name: 'Coming up' })).not.toContainText(/\d left/)
  })
})
