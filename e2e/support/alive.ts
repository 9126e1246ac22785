import { expect, type Locator } from '@playwright/test'

/** Presses until it has the effect: before a page is alive in the browser, presses are lost. */
export async function press(control: Locator, effect: Locator): Promise<void> {
  await expect(async () => {
    if (!(await effect.isVisible())) await control.click()
    await expect(effect).toBeVisible({ timeout: 1_500 })
  }).toPass()
}
