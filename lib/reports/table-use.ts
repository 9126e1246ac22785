/** Which pages show something of a source's table, as their numbers and groupings say what they are read from. */
import { analyses } from '@/lib/analyses/analyses'
import type { Analysis } from '@/lib/analyses/analysis'
import { dimensions } from '@/lib/metrics/dimensions'
import { metrics } from '@/lib/metrics/names'
import { personLists } from './person-lists'
import { personFigures } from './read-person'
import { shownOnPages, type Page } from './used-on'

export interface TableUse {
  readonly page: Page
  /** Ids of the metrics and analyses of the page that are read from the table; empty where the page only groups by it. */
  readonly numbers: readonly string[]
}

type Readers = Readonly<Record<string, { readonly readFrom?: readonly string[] }>>

const numbers: Readers = { ...metrics, ...(analyses as Readonly<Record<string, Analysis>>) }
const groupings: Readers = dimensions

/** The page of one person is no report that has an address, and shows more than the list of people that leads there. */
const ofPerson: readonly string[] = ['person_timeline', ...personLists]
const pages = [
  ...shownOnPages.map((shown) => ({ ...shown, numbers: shown.numbers.filter((id) => !ofPerson.includes(id)) })),
  {
    page: { slug: 'person', path: '/people', title: 'Person' },
    numbers: [...personFigures, ...ofPerson],
    groupings: [],
  },
]

/** Columns are written "skilljar.course.title", tables "skilljar.course". */
const reads = (readers: Readers, id: string, table: string) =>
  readers[id]?.readFrom?.some((column) => column.startsWith(`${table}.`)) ?? false

export function useOfTable(table: string): TableUse[] {
  const used = new Map<string, { page: Page; numbers: Set<string> }>()
  for (const { page, numbers: shown, groupings: grouped } of pages) {
    const own = shown.filter((id) => reads(numbers, id, table))
    if (own.length === 0 && !grouped.some((id) => reads(groupings, id, table))) continue
    const known = used.get(page.slug) ?? { page, numbers: new Set() }
    for (const id of own) known.numbers.add(id)
    used.set(page.slug, known)
  }
  return [...used.values()].map(({ page, numbers: ids }) => ({ page, numbers: [...ids] }))
}
