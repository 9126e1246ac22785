import { activity } from '../support/activity.sql'
import { accounts, sessionOf } from '../support/accounts'
import { download, records } from '../support/csv'
import { query, value } from '../support/product'
import { expect, test } from '../support/test'

/** Completions by hand: the day of the newest completion of each person and course. */
const completions = {
  datacamp: `select count(*) from (
      select max(completed_at)::date as day from datacamp.course_fact where course_id <> -1 group by user_id, course_id
    ) pair where day between $1 and $2`,
  skilljar: `select count(*) from (
      select max(p.completed_at)::date as day
      from skilljar.enrollment e join skilljar.student_course_progress p on p.student_course_progress_id = e.student_course_progress_id
      group by e.student_id, e.published_course_id
    ) pair where day between $1 and $2`,
}

test.describe('an analyst', () => {
  test.use({ storageState: sessionOf('analyst') })

  test('every figure of the Overview equals plain SQL over the mirrors', async ({ page }) => {
    const yesterday = await value(`select ((now() at time zone 'UTC')::date - 1)::text`)
    const from = await value('select ($1::date - 30)::text', [yesterday])
    await page.goto(`/overview?from=${from}&to=${yesterday}`)
    const [[learners, hours, xp] = []] = await query(
      `with ${activity} select count(distinct person) filter (where is_sign), round(sum(seconds) / 3600, 1), sum(xp)
       from activity where day between $1 and $2`,
      [from, yesterday],
    )
    const shown = (text: string | null | undefined, digits = 0) =>
      Number(text).toLocaleString('en-GB', { minimumFractionDigits: digits, maximumFractionDigits: digits })
    const figure = (metric: string) => page.locator(`#kpi-${metric} dd p`).first()
    const starting = (text: string) => new RegExp(`^${text.replace('.', '\\.')}(?![\\d,.])`)
    await expect(figure('active_learners')).toHaveText(starting(shown(learners)))
    await expect(figure('learning_hours')).toHaveText(starting(shown(hours, 1)))
    await expect(figure('xp')).toHaveText(starting(shown(xp)))
    await expect(figure('course_completions')).toHaveText(
      starting(shown(await value(completions.datacamp, [from, yesterday]))),
    )
    await expect(figure('sj_course_completions')).toHaveText(
      starting(shown(await value(completions.skilljar, [from, yesterday]))),
    )
  })

  test('a team of the ranking and a day of the calendar open what stands behind them, and Back returns', async ({
    page,
  }) => {
    await page.goto('/overview')
    const teams = page.getByRole('region', { name: 'Teams by learning hours' })
    const first = teams.getByRole('listitem').first().getByRole('link')
    const hours = (await first.innerText()).split('\n').find((text) => /^[\d,]+\.\d$/.test(text)) ?? 'no hours'
    await first.click()
    await expect(page).toHaveURL(/\/learning-activity\?.*team=\d+/)
    await expect(page.locator('#kpi-learning_hours dd p').first()).toHaveText(new RegExp(`^${hours}`))
    await page.goBack()
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Overview')

    const days = page.getByRole('region', { name: 'Days people learn' }).getByRole('img')
    await days.focus()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await expect(page).toHaveURL(/\/learning-activity\?.*grain=day/)
  })

  test('filters stand in the address and change what the cards below say', async ({ page }) => {
    await page.goto('/overview?technology=SQL&compare=none')
    await expect(page.getByRole('list', { name: 'Active filters' }).first()).toContainText('SQL')
    await expect(page.getByRole('region', { name: 'Teams that moved most' })).toContainText('Nothing to compare with')
    await expect(page.getByRole('region', { name: 'Learning hours by platform' })).not.toContainText('Skilljar')
    await expect(page.getByRole('region', { name: 'Do new learners come back?' })).toBeVisible()
  })

  test('who went quiet is counted, listed and taken away alike', async ({ page }) => {
    await page.goto('/overview')
    const list = page.getByRole('region', { name: 'Who went quiet', exact: true })
    const said = (await list.getByRole('status').textContent()) ?? ''
    const count = Number(/of ([\d,]+) p/.exec(said)?.[1]?.replace(',', ''))
    const [, ...rows] = await records(await download(page, list.getByRole('link', { name: 'Who went quiet: CSV' })))
    expect(rows).toHaveLength(count)
  })
})

test.describe('a viewer', () => {
  test.use({ storageState: sessionOf('viewer') })

  test('sees how many went quiet in which team, nobody by name, and nothing that only admins may open', async ({
    page,
  }) => {
    await page.goto('/overview')
    await expect(page.getByRole('region', { name: 'Who went quiet, by team' })).toBeVisible()
    await expect(page.getByRole('region', { name: 'Who went quiet', exact: true })).toHaveCount(0)
    await expect(page.getByRole('region', { name: 'Needs attention' })).toBeVisible()
    await expect(page.getByRole('main').locator('a[href*="/people"], a[href*="/admin"]')).toHaveCount(0)
  })
})

test.describe('a manager', () => {
  test.use({ storageState: sessionOf('manager') })

  test('ranks the own teams alone', async ({ page }) => {
    const teams = await query(
      `select team_dim.name from app.user_team join app."user" on id = user_id join datacamp.team_dim using (team_id) where email = $1`,
      [accounts.manager.email],
    )
    await page.goto('/overview')
    const rows = page.getByRole('region', { name: 'Teams by learning hours' }).getByRole('listitem')
    await expect(rows).toHaveCount(teams.length)
    for (const [name = ''] of teams) await expect(rows.filter({ hasText: String(name) })).not.toHaveCount(0)
  })
})
