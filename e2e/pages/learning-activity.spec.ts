import type { Page } from '@playwright/test'
import { activity } from '../support/activity.sql'
import { sessionOf } from '../support/accounts'
import { press } from '../support/alive'
import { download, records, sorted } from '../support/csv'
import { query, value } from '../support/product'
import { expect, test } from '../support/test'

test.use({ storageState: sessionOf('analyst') })

/** The documentation's own question, by hand: XP and hours by week × team × technology. */
const byWeekTeamTechnology = `
  with ${activity}
  select date_trunc('week', day)::date::text as week, member.team_id::text, coalesce(team.name || case when deleted_date is null then '' else ' (deleted)' end, 'No team') as team_name, technology,
    sum(xp)::float8::text as xp, round(sum(seconds) / 3600, 6)::float8::text as learning_hours,
    (count(distinct activity.person) filter (where is_sign))::text as active_learners
  from activity
  left join member on member.person = activity.person and member.joined <= day and day < member.left_on
  left join datacamp.team_dim team on team.team_id = member.team_id
  where day between $1 and $2
    and ($3::bigint[] is null or member.team_id = any($3)) and ($4::text[] is null or technology = any($4))
  group by 1, 2, 3, 4`

const table = (page: Page) => page.getByRole('region', { name: 'Learning by week, team and technology' })

/** The period that the page chose by itself. */
async function periodOf(page: Page): Promise<[string, string]> {
  const href = await page.getByRole('link', { name: 'Export CSV' }).getAttribute('href')
  const params = new URL(href ?? '', 'http://page').searchParams
  return [params.get('from') ?? '', params.get('to') ?? '']
}

async function choose(page: Page, filter: string, options: readonly string[]): Promise<void> {
  const apply = page.getByRole('button', { name: 'Apply' })
  await press(page.getByRole('button', { name: `${filter}: `, exact: false }).first(), apply)
  for (const option of options) await page.getByLabel(option, { exact: true }).check()
  await apply.click()
}

async function expectExportEquals(page: Page, teams: readonly string[] | null, technologies: readonly string[] | null) {
  const [from, to] = await periodOf(page)
  const [heading, ...rows] = await records(await download(page, page.getByRole('link', { name: 'Export CSV' })))
  expect(heading).toEqual(['week', 'team', 'team_name', 'technology', 'xp', 'learning_hours', 'active_learners'])
  const wanted = await query(byWeekTeamTechnology, [from, to, teams, technologies])
  expect(wanted.length).toBeGreaterThan(0)
  expect(sorted(rows)).toEqual(sorted(wanted.map((row) => row.map((cell) => cell ?? ''))))
}

test('Export CSV holds exactly what plain SQL over the mirrors finds, cell by cell', async ({ page }) => {
  await page.goto('/learning-activity')
  await expect(table(page)).toBeVisible()
  await expectExportEquals(page, null, null)
})

test('filters stand in the address, survive a reload and the Back button, and narrow the export the same way', async ({
  page,
}) => {
  const [team = '', name = ''] = (
    await query(
      'select team_id, name from datacamp.team_dim where deleted_date is null order by (select count(*) from datacamp.user_team_bridge b where b.team_id = team_dim.team_id) desc limit 1',
    )
  )[0] as string[]
  await page.goto('/learning-activity')
  await choose(page, 'Team', [name])
  await expect(page).toHaveURL(new RegExp(`team=${team}`))
  await choose(page, 'Technology', ['Python'])
  await expect(page).toHaveURL(/technology=Python/)
  const chips = page.getByRole('list', { name: 'Active filters' }).first()
  await expect(chips).toContainText(name)
  await expect(chips).toContainText('Python')
  await expectExportEquals(page, [team], ['Python'])

  const address = page.url()
  await page.reload()
  expect(page.url()).toBe(address)
  await expect(chips).toContainText('Python')
  await expectExportEquals(page, [team], ['Python'])

  await page.goBack()
  await expect(page).not.toHaveURL(/technology=/)
  await expect(chips).not.toContainText('Python')
  await expect(chips).toContainText(name)
  await page.goForward()
  await expect(page).toHaveURL(/technology=Python/)
})

test('a period of one’s own is taken over into the address and the numbers', async ({ page }) => {
  await page.goto('/learning-activity')
  const [, to] = await periodOf(page)
  const from = new Date(Date.parse(to) - 20 * 86_400_000).toISOString().slice(0, 10)
  await press(page.getByRole('button', { name: /^Period: / }), page.getByLabel('From'))
  await page.getByLabel('From').fill(from)
  await page.getByRole('button', { name: 'Apply' }).click()
  await expect(page).toHaveURL(new RegExp(`from=${from}&to=${to}`))
  await expect.poll(() => periodOf(page)).toEqual([from, to])
  await expectExportEquals(page, null, null)
})

test('the total row is computed over people, not added up from overlapping teams', async ({ page }) => {
  await page.goto('/learning-activity')
  const [from, to] = await periodOf(page)
  const totals = `with ${activity} select round(sum(seconds) / 3600, 1), sum(xp), count(distinct person) filter (where is_sign) from activity where day between $1 and $2`
  const [[hours, xp, people] = []] = await query(totals, [from, to])
  const line = table(page).getByRole('row').filter({ hasText: /^All / })
  const shown = (text: string | null | undefined, digits = 0) =>
    Number(text).toLocaleString('en-GB', { minimumFractionDigits: digits, maximumFractionDigits: digits })
  await expect(line).toContainText(shown(xp))
  await expect(line).toContainText(shown(people))
  await expect(line).toContainText(shown(hours, 1))
})

test('a row leads down to its people, and a name to the same hours of that person', async ({ page }) => {
  await page.goto('/learning-activity?sort=learning_hours:desc')
  const row = table(page)
    .getByRole('row')
    .filter({ has: page.getByRole('link') })
    .nth(1)
  const learners = Number((await row.getByRole('cell').last().textContent())?.replaceAll(',', ''))
  await row.getByRole('link').click()
  await expect(page).toHaveURL(/\/learning-activity\/people\?/)
  await expect(page.getByRole('heading', { name: new RegExp(`^${learners} (person|people)$`) })).toBeVisible()

  const params = new URL(page.url()).searchParams
  const first = page.getByRole('region', { name: 'People' }).getByRole('link').first()
  const name = (await first.textContent()) ?? ''
  await first.click()
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible()
  await expect(page).toHaveURL(/\/people\/\d+\?/)

  const person = await value(
    `select coalesce(nullif(lower(trim(p.email)), ''), i.source || ' ' || i.source_id)
     from mart.person p join mart.identity i using (person_id) where person_id = $1 limit 1`,
    [new URL(page.url()).pathname.split('/').at(-1)],
  )
  const hours = await value(
    `with ${activity} select to_char(sum(seconds) / 3600, 'FM999990.0') from activity
     where person = $1 and day between $2 and $3 and technology = $4`,
    [person, params.get('from'), params.get('to'), params.get('technology')],
  )
  await expect(page.locator('#kpi-learning_hours dd p').first()).toContainText(hours ?? '?')
})

test('columns chosen and ordered by hand, a search and an order stand in the address, the table and the CSV alike', async ({
  page,
}) => {
  await page.goto('/learning-activity?sort=xp:desc')
  const apply = page.getByRole('button', { name: 'Apply' })
  await press(page.getByRole('button', { name: 'Columns' }), apply)
  await page.getByLabel('Active learners', { exact: true }).uncheck()
  await page.getByRole('button', { name: 'Move Learning hours up' }).click()
  await apply.click()
  await expect(page).toHaveURL(/columns=learning_hours(%2C|,)xp/)
  await page.getByRole('textbox', { name: 'Find a team' }).fill('no team')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/search=no(\+|%20)team/)
  await expect(page).toHaveURL(/sort=xp/)
  await expect(table(page).getByRole('columnheader')).toHaveText([/Week/, /Team/, /Technology/, /Learning hours/, /XP/])
  await expect(table(page).getByRole('row').nth(2)).toContainText('No team')

  const [heading, ...rows] = await records(await download(page, page.getByRole('link', { name: 'Export CSV' })))
  expect(heading).toEqual(['week', 'team', 'team_name', 'technology', 'learning_hours', 'xp'])
  expect(new Set(rows.map((row) => row[2]))).toEqual(new Set(['No team']))
  const xp = rows.map((row) => Number(row[5]))
  expect(xp).toEqual(xp.toSorted((one, other) => other - one))
})

test('a column of the chart opens with a click', async ({ page }) => {
  await page.goto('/learning-activity')
  const [from] = await periodOf(page)
  const chart = page.getByRole('img', { name: /^Stacked bars: Learning hours by technology/ })
  const box = await chart.boundingBox()
  if (!box) throw new Error('The chart is not drawn.')
  await expect(async () => {
    await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2)
    await expect(page).not.toHaveURL(/learning-activity$/, { timeout: 1_500 })
  }).toPass()
  const params = new URL(page.url()).searchParams
  expect((params.get('from') ?? '') > from).toBe(true)
  await expect(table(page).or(page.getByRole('region', { name: /^Learning by/ }))).toBeVisible()
})

test('a column of the chart is read out and opens by keyboard alone', async ({ page }) => {
  await page.goto('/learning-activity')
  const chart = page.getByRole('img', { name: /^Stacked bars: Learning hours by technology/ })
  await chart.focus()
  await expect(async () => {
    await page.keyboard.press('ArrowLeft')
    await expect(page.locator('p[aria-live=polite]').filter({ hasText: 'Python' })).toHaveCount(1, { timeout: 1_000 })
  }).toPass()
  await page.keyboard.press('ArrowLeft')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/from=\d{4}-\d{2}-\d{2}&to=/)
})

for (const [search, param] of [
  ['from=2026-13-01', 'from'],
  ['team=nobody', 'team'],
  ['grain=fortnight', 'grain'],
  ['tema=12', 'tema'],
  ['sort=nope', 'sort'],
] as const) {
  test(`the malformed address ?${search} names the parameter “${param}” and offers the way out`, async ({ page }) => {
    await page.goto(`/learning-activity?${search}`)
    await expect(page.getByText(`The parameter “${param}” of this address cannot be understood`)).toBeVisible()
    await page.getByRole('link', { name: 'Open the page without filters' }).click()
    await expect(table(page)).toBeVisible()
  })
}
