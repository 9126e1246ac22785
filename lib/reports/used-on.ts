/** Which pages show a number. */
import { atRiskPage } from './definitions/at-risk'
import type { Report } from './report'
import { reports } from './reports'

type Page = Pick<Report, 'slug' | 'path' | 'title'>

/** Pages about one thing have no address without it: the lists that lead there stand for them. */
const listOf = (path: string) => path.replace(/\/\[.*/, '')

export function usedOn(id: string): Page[] {
  const all = reports as readonly Report[]
  const paths = new Set(all.filter((report) => shown(report).includes(id)).map(({ path }) => listOf(path)))
  if ((atRiskPage.shows as readonly string[]).includes(id)) paths.add(atRiskPage.path)
  const pages = new Map<string, Page>([...all, atRiskPage].toReversed().map((page) => [page.path, page]))
  return [...paths].flatMap((path) => {
    const page = pages.get(path)
    return page ? [{ slug: page.slug, path, title: page.title }] : []
  })
}

const shown = ({ metrics, table, shows = [] }: Report): string[] => [...metrics, ...table.metrics, ...shows]
