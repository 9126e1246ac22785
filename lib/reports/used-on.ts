/** Which pages show a number. */
import { atRiskPage } from './definitions/at-risk'
import type { Report } from './report'
import { reports } from './reports'

export type Page = Pick<Report, 'slug' | 'path' | 'title'>

interface Shown {
  readonly page: Page
  /** Metrics and analyses. */
  readonly numbers: readonly string[]
  /** Dimensions that rows and filters of the page have. */
  readonly groupings: readonly string[]
}

const all: readonly Report[] = reports
const platforms: Readonly<Record<string, string>> = { datacamp: 'DataCamp', skilljar: 'Skilljar' }

/** Pages about one thing have no address without it: the lists that lead there stand for them. */
const listOf = (path: string) => path.replace(/\/\[.*/, '')
const named: readonly Page[] = [...all, atRiskPage].filter(({ path }) => path === listOf(path))
const pageAt = new Map<string, Page>(
  named.toReversed().map((page) => [page.path, { slug: page.slug, path: page.path, title: titleOf(page) }]),
)

/** Both platforms have courses. */
function titleOf({ path, title }: Page): string {
  const isAlone = named.every((other) => other.title !== title || other.path === path)
  const platform = platforms[path.split('/')[1] ?? '']
  return isAlone || platform === undefined ? title : `${title} (${platform})`
}

/** What stands on every page, in menu order. */
export const shownOnPages: readonly Shown[] = [
  ...all.map(({ path, metrics, table, shows = [], filters = [] }) => ({
    path: listOf(path),
    numbers: [...metrics, ...table.metrics, ...shows],
    groupings: [...table.by, ...filters],
  })),
  { path: atRiskPage.path, numbers: atRiskPage.shows, groupings: [] },
].flatMap(({ path, ...shown }) => {
  const page = pageAt.get(path)
  return page ? [{ page, ...shown }] : []
})

export function usedOn(id: string): Page[] {
  return [...new Set(shownOnPages.filter(({ numbers }) => numbers.includes(id)).map(({ page }) => page))]
}
