import { accounts, sessionOf } from '../support/accounts'
import { download, records, sorted } from '../support/csv'
import { query, value } from '../support/product'
import { expect, test } from '../support/test'

test.describe('an analyst', () => {
  test.use({ storageState: sessionOf('analyst') })

  test('narrows Certifications to one, whose rows are what the mirrors say, and comes back', async ({ page }) => {
    await page.goto('/datacamp/certifications?from=2020-01-01&grain=year')
    const rows = page.getByRole('region', { name: 'All certifications' }).last().locator('tbody tr')
    await expect(rows.nth(2)).toBeVisible()
    const all = await rows.count()
    const link = page.getByRole('link', { name: 'Export CSV' })
    const [heading = [], ...lines] = await records(await download(page, link))
    const places = ['certification', 'certification_attempts'].map((name) => heading.indexOf(name))
    const wanted = await query(
      `select certification_id::text, count(*)::text from datacamp.certification_fact group by 1`,
    )
    expect(sorted(lines.map((row) => places.map((place) => row[place] ?? '')))).toEqual(
      sorted(wanted.map((row) => row.map(String))),
    )

    await rows.nth(1).getByRole('link').click()
    await expect(page).toHaveURL(/certification=\d/)
    await expect(rows).toHaveCount(2)
    const id = new URL(page.url()).searchParams.get('certification')
    const attempts = await value(
      'select count(*) from datacamp.certification_fact where certification_id = $1 and registered_at is not null',
      [id],
    )
    await expect(page.locator('#kpi-certification_attempts dd p').first()).toHaveText(
      new RegExp(`^${attempts}(?![\\d,])`),
    )
    await page.goBack()
    await expect(rows).toHaveCount(all)
  })

  test('takes away everybody whose registration runs out', async ({ page }) => {
    await page.goto('/datacamp/certifications')
    const list = page.getByRole('region', { name: 'Registrations running out' })
    const [, ...lines] = await records(await download(page, list.getByRole('link', { name: /CSV$/ })))
    expect(lines.length).toBeGreaterThan(0)
    await expect(list).toContainText(new RegExp(`(^|\\D)${lines.length} open attempts? expires? within 30 days`))
    expect(await list.getByRole('listitem').count()).toBe(Math.min(10, lines.length))
  })
})

test.describe('a viewer', () => {
  test.use({ storageState: sessionOf('viewer') })

  test('sees what runs out by team, and no name or way to a person', async ({ page }) => {
    await page.goto('/datacamp/certifications')
    await expect(page.getByRole('region', { name: /^Registrations running out, by team/ })).toBeVisible()
    await expect(page.getByRole('main').locator('a[href*="/people"]')).toHaveCount(0)
    expect((await page.request.get('/export/analysis/registrations_running_out')).status()).toBe(403)
  })
})

test.describe('a manager', () => {
  test.use({ storageState: sessionOf('manager') })

  test('sees attempts of the own team alone', async ({ page }) => {
    const team = await value(`select team_id from app.user_team join app."user" on id = user_id where email = $1`, [
      accounts.manager.email,
    ])
    const name = await value('select name from datacamp.team_dim where team_id = $1', [team])
    await page.goto('/datacamp/certifications?from=2020-01-01&grain=year')
    const list = page.getByRole('region', { name: 'Registrations running out' })
    await expect(list).toBeVisible()
    for (const line of await list.getByRole('listitem').all())
      await expect(line).toContainText(new RegExp(`${name}|No team`))
  })
})
