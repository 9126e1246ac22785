import AxeBuilder from '@axe-core/playwright'
import { expect, type Page } from '@playwright/test'

const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']

/** Nothing that axe can find against WCAG 2.2, levels A and AA. */
export const expectAccessible = (page: Page) => expectNothing(new AxeBuilder({ page }).withTags(rules))

/** A theme changes colours and nothing else; as the switch in the header does it. */
export async function expectContrastInDark(page: Page): Promise<void> {
  await page.evaluate(() => document.documentElement.setAttribute('data-theme', 'dark'))
  await expectNothing(new AxeBuilder({ page }).withRules(['color-contrast', 'link-in-text-block']))
}

async function expectNothing(axe: AxeBuilder): Promise<void> {
  const { violations } = await axe.analyze()
  const found = violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${target.join(' ')}: ${failureSummary}`),
  )
  expect(found).toEqual([])
}
