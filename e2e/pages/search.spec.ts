import { sessionOf } from '../support/accounts'
import { query } from '../support/product'
import { expect, test } from '../support/test'

test.describe('an analyst', () => {
  test.use({ storageState: sessionOf('analyst') })

  test('finds a person, a table and a page with the keyboard alone, and Esc leads back', async ({ page }) => {
    const [[person = '', name = ''] = []] = (await query(
      'select person_id::text, name from mart.person order by person_id limit 1',
    )) as string[][]
    await page.goto('/overview')
    await page.keyboard.press('Control+k')
    const dialog = page.getByRole('dialog', { name: 'Search' })
    const field = dialog.getByRole('combobox')
    await expect(field).toBeFocused()
    await expect(dialog.getByRole('option', { name: /^Learning activity/ })).toBeVisible()
    await field.fill(name)
    await expect(dialog.getByRole('option', { name: new RegExp(`^${name}`) }).first()).toBeVisible()
    await expect(dialog.getByRole('status')).toHaveText(/result/)
    await expect(field).toHaveAttribute('aria-activedescendant', /.+/)
    await page.keyboard.press('Enter')
    await expect(page).toHaveURL(new RegExp(`/people/${person}`))

    await page.keyboard.press('Control+k')
    await field.fill('course_fact')
    await expect(dialog.getByRole('option', { name: /^datacamp\.course_fact/ })).toBeVisible()
    const chosen = await dialog.getByRole('option', { selected: true }).getAttribute('id')
    await expect(field).toHaveAttribute('aria-activedescendant', chosen ?? 'none')
    await page.keyboard.press('Enter')
    await expect(page).toHaveURL(/\/explorer\/datacamp\.course_fact/)

    await page.getByRole('button', { name: 'Search people, teams, courses' }).click()
    await expect(dialog).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(dialog).toBeHidden()
    await expect(page.getByRole('button', { name: 'Search people, teams, courses' })).toBeFocused()
  })
})

test.describe('a viewer on a phone', () => {
  test.use({ storageState: sessionOf('viewer'), viewport: { width: 390, height: 844 } })

  test('finds teams in a sheet, and no person', async ({ page }) => {
    const [[name = ''] = []] = (await query('select name from mart.person order by person_id limit 1')) as string[][]
    const [[team = ''] = []] = (await query(
      'select name from datacamp.team_dim where deleted_date is null order by team_id limit 1',
    )) as string[][]
    await page.goto('/overview')
    await page.getByRole('button', { name: 'Search people, teams, courses' }).click()
    const dialog = page.getByRole('dialog', { name: 'Search' })
    await dialog.getByRole('combobox').fill(name)
    await expect(dialog.getByText(/Nothing you may see is called/)).toBeVisible()
    await expect(dialog.getByRole('listbox'), 'a list box has choices').toHaveCount(0)
    await dialog.getByRole('combobox').fill(team)
    await dialog
      .getByRole('option', { name: new RegExp(`^${team}`) })
      .first()
      .click()
    await expect(page).toHaveURL(/\/teams\/\d+/)
  })
})
