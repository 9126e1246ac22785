/** Refreshes of DataCamp, asked for in the browser as an administrator does. */
import { expect, type Page } from '@playwright/test'
import { press } from './alive'
import { value } from './product'

const newest = `select coalesce(max(id), 0) from app.refresh_run where connector_id = 'datacamp'`

/** Returns the number of the run that was asked for. */
export async function refresh(page: Page): Promise<string> {
  const before = Number(await value(newest))
  await page.goto('/admin/connectors')
  const card = page.locator('section').filter({ has: page.getByRole('heading', { name: 'DataCamp', exact: true }) })
  await press(card.getByRole('button', { name: 'Refresh now' }), card.getByText(/has been requested|is under way/))
  await expect.poll(async () => Number(await value(newest))).toBeGreaterThan(before)
  return value(newest)
}

/** Waits until the run has come to an end, or to a stop. */
export async function expectState(run: string, state: string | RegExp): Promise<void> {
  await expect.poll(() => stateOf(run), { timeout: 60_000 }).toMatch(state)
}

export function stateOf(run: string): Promise<string> {
  return value('select state::text from app.refresh_run where id = $1', [run])
}
