import { sessionOf } from '../support/accounts'
import { query } from '../support/product'
import { expect, test } from '../support/test'

test.use({ storageState: sessionOf('admin') })

test('the list of refreshes shows the runs of one source and one result, and says so in its address', async ({
  page,
}) => {
  await page.goto('/admin/refreshes')
  const runs = page.getByRole('region', { name: 'Refresh runs' }).locator('tbody').getByRole('rowheader')
  const wanted = async (condition: string) => {
    const found = await query(`select id from app.refresh_run where ${condition} order by id desc limit 25`)
    return found.map(([id]) => id ?? '')
  }
  await expect(runs).toHaveText(await wanted('true'))

  const source = page.getByRole('navigation', { name: 'Source' })
  const result = page.getByRole('navigation', { name: 'Result' })
  await source.getByRole('link', { name: 'Skilljar' }).click()
  await expect(page).toHaveURL(/\/admin\/refreshes\?source=skilljar$/)
  await expect(source.getByRole('link', { name: 'Skilljar' })).toHaveAttribute('aria-current', 'true')
  await expect(runs).toHaveText(await wanted(`connector_id = 'skilljar'`))

  await result.getByRole('link', { name: 'Failed' }).click()
  await expect(page).toHaveURL(/\/admin\/refreshes\?source=skilljar&result=failed$/)
  await expect(runs).toHaveText(await wanted(`connector_id = 'skilljar' and state in ('failed', 'cancelled')`))
  await source.getByRole('link', { name: 'Both sources' }).click()
  await expect(page).toHaveURL(/\/admin\/refreshes\?result=failed$/)
  await expect(runs).toHaveText(await wanted(`state in ('failed', 'cancelled')`))

  await page.goto('/admin/refreshes?result=lost')
  await expect(page.getByText('There is no result "lost".')).toBeVisible()
})
