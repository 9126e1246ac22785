import { atRiskPage } from '@/lib/reports/definitions/at-risk'
import type { Report } from '@/lib/reports/report'
import { reports } from '@/lib/reports/reports'
import { shownOnPages } from '@/lib/reports/used-on'
import { ACTIVE_PEOPLE, EXPLORER, PERSON, viewPageAt } from './view-pages'

/** "Courses (DataCamp)", "Team 12", "Explorer: datacamp.course_fact" */
export function pageTitle(path: string): string {
  const page = viewPageAt(path)
  if (page === null) return path
  const key = Object.values(page.params).join(' ')
  if (page.key === EXPLORER) return `Explorer: ${key}`
  if (page.key === PERSON) return `Person ${key}`
  if (page.key === ACTIVE_PEOPLE) return 'People behind the numbers'
  if (page.key === atRiskPage.path) return atRiskPage.title
  const listed = shownOnPages.find((shown) => shown.page.path === page.path)
  const report = (reports as readonly Report[]).find((one) => one.path === page.key)
  return listed?.page.title ?? `${report?.title ?? page.key} ${key}`
}
