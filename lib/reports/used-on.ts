/** Which pages show a number. */
import { atRiskPage } from './definitions/at-risk'
import type { Report } from './report'
import { reports } from './reports'

/** Pages about one thing have no address without it; the lists that lead there show the same numbers. */
const isOpenedFromAList = ({ path }: Report) => path.includes('[')

export function usedOn(id: string): Pick<Report, 'slug' | 'path' | 'title'>[] {
  const found = (reports as readonly Report[])
    .filter(
      (report) =>
        !isOpenedFromAList(report) &&
        [...report.metrics, ...report.table.metrics, ...(report.shows ?? [])].some((name) => name === id),
    )
    .map(({ slug, path, title }) => ({ slug, path, title }))
  const { slug, path, title, shows } = atRiskPage
  return shows.some((name) => name === id) ? [...found, { slug, path, title }] : found
}
