import { sessionOf } from '../support/accounts'
import { press } from '../support/alive'
import { expect, test } from '../support/test'

test.use({ storageState: sessionOf('viewer') })

test('a number is found by a word of its definition, and its page says what stands behind it', async ({ page }) => {
  await page.goto('/catalogue')
  await page.getByRole('searchbox').fill('window enrolled')
  await page.getByRole('button', { name: 'Search', exact: true }).click()
  await expect(page).toHaveURL(/search=window/)
  await page.getByRole('link', { name: 'Skilljar completion rate, of those enrolled' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Skilljar completion rate, of those enrolled')
  await expect(page.getByText('skilljar.student_course_progress.completed_at')).toBeVisible()
  await expect(page.getByText(/rows of .* people behind/).first()).toBeVisible()
  await page.getByText('SQL that ran').click()
  await expect(page.getByRole('region', { name: 'SQL that ran' })).toContainText('course_progress')
})

test('the card of a number on the Overview counts who stands behind it', async ({ page }) => {
  await page.goto('/overview')
  const card = page.getByRole('dialog', { name: 'Courses completed' })
  await press(page.getByRole('button', { name: 'Courses completed: definition' }).first(), card)
  await expect(card.getByText(/\d rows of [\d,]+ people/)).toBeVisible()
  await page.getByRole('link', { name: 'In the catalogue' }).click()
  await expect(page).toHaveURL(/\/catalogue\/course_completions$/)
})

test('a search without a hit says so and offers a way on, and a number that does not exist is a plain 404', async ({
  page,
}) => {
  await page.goto('/catalogue?search=nosuchword')
  await expect(page.getByText('No number has these words')).toBeVisible()
  const answer = await page.goto('/catalogue/nope')
  expect(answer?.status()).toBe(404)
})
