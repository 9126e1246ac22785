import AxeBuilder from '@axe-core/playwright'
import { expect, type Page } from '@playwright/test'

const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']

/** Nothing that axe can find against WCAG 2.2, levels A and AA. */
export const expectAccessible = (page: Page) => expectNothing(page, { type: 'tag', values: rules })

/** A theme changes colours and nothing else; as the switch in the header does it. */
export async function expectContrastInDark(page: Page): Promise<void> {
  await page.evaluate(() => document.documentElement.setAttribute('data-theme', 'dark'))
  await expectNothing(page, { type: 'rule', values: ['color-contrast', 'link-in-text-block'] })
}

/** What passed is not gathered, and frames of other origins, which no page has, are not searched: half the time. */
async function expectNothing(page: Page, runOnly: { type: 'tag' | 'rule'; values: string[] }): Promise<void> {
  const axe = new AxeBuilder({ page }).options({ runOnly, resultTypes: ['violations'] }).setLegacyMode(true)
  const { violations } = await axe.analyze()
  const found = violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${target.join(' ')}: ${failureSummary}`),
  )
  expect(found).toEqual([])
}
