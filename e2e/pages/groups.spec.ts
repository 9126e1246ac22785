import { sessionOf } from '../support/accounts'
import { download, records } from '../support/csv'
import { query, value } from '../support/product'
import { expect, test } from '../support/test'

test.use({ storageState: sessionOf('analyst') })

test('from rows to groups by month and course with a sum: table, totals and export are those of plain SQL', async ({
  page,
}) => {
  await page.goto('/explorer/datacamp.course_fact?filter=time_spent:gte:600')
  await page.getByRole('navigation', { name: 'Show' }).getByRole('link', { name: 'Groups' }).click()
  await expect(page).toHaveURL(/filter=time_spent%3Agte%3A600.*group=/)

  await page.getByRole('button', { name: 'Add a column to group by' }).click()
  const column = page.getByRole('dialog', { name: 'Add a column to group by' })
  await column.getByLabel('Column').selectOption('course_id')
  await column.getByRole('button', { name: 'Group by it' }).click()
  await expect(page.getByRole('group', { name: 'Group by' })).toContainText('course_id')
  await page.getByRole('button', { name: 'Add a number of each group' }).click()
  const number = page.getByRole('dialog', { name: 'Add a number of each group' })
  await number.getByLabel('Calculation').selectOption('sum')
  await number.getByLabel('Column').selectOption('xp')
  await number.getByRole('button', { name: 'Count it' }).click()
  const groups = page.getByRole('region', { name: 'Groups', exact: true }).last()
  await expect(groups.getByRole('columnheader', { name: 'sum of xp' })).toBeVisible()
  const all = Number(await value('select count(*) from datacamp.course_fact where time_spent >= 600'))
  await expect(groups.getByRole('row', { name: /^All rows/ })).toContainText(all.toLocaleString('en-GB'))

  await page.goto(
    '/explorer/datacamp.course_fact?filter=time_spent:gte:600&group=date_id:month,course_id&measures=count,sum:xp',
  )
  const [heading, ...rows] = await records(await download(page, page.getByRole('link', { name: /^Export CSV/ })))
  expect(heading).toEqual(['date_id:month', 'course_id', 'count', 'sum:xp'])
  const wanted = await query(`
    select date_trunc('month', to_date(date_id::text, 'YYYYMMDD'))::date::text, course_id::text, count(*)::text, sum(xp)::text
    from datacamp.course_fact where time_spent >= 600 group by 1, course_id order by 1 nulls last, course_fact.course_id nulls last`)
  expect(rows).toEqual(wanted.map((row) => row.map((cell) => cell ?? '')))
})

test('a group leads to its rows under the same filters, and an order that means nothing is told by its name', async ({
  page,
}) => {
  await page.goto('/explorer/datacamp.assignment_fact?group=completion_status&measures=count,distinct:user_id')
  const groups = page.getByRole('region', { name: 'Groups', exact: true }).last()
  const first = groups.getByRole('row').nth(2)
  const rows = await first.getByRole('cell').first().textContent()
  await first.getByRole('link').click()
  await expect(page).toHaveURL(/\/explorer\/datacamp\.assignment_fact\?filter=completion_status%3Aeq%3A/)
  await expect(page.getByRole('status').filter({ hasText: `${rows} row` })).toBeVisible()
  await page.goto('/explorer/datacamp.assignment_fact?group=completion_status&sort=user_id')
  await expect(page.getByText('The parameter “sort” of this address cannot be understood')).toBeVisible()
})
