/** Whether a list of people has everybody in reach or those who did something: "who" in its address. */
import { InvalidFilter } from '@/lib/filters/invalid-filter'
import { readOne, type Search } from '@/lib/filters/url'
import type { Report } from './report'

export type Who = 'everybody' | 'active'

export const isOfPeople = ({ table }: Pick<Report, 'table'>): boolean => table.by[0] === 'person'

/** What such a report's address may have beside filters and table. */
export const peopleParams = (report: Pick<Report, 'table'>): readonly string[] => (isOfPeople(report) ? ['who'] : [])

export function readWho(search: Search): Who {
  const text = readOne(search, 'who') ?? 'everybody'
  if (text === 'everybody' || text === 'active') return text
  throw new InvalidFilter('who', `who: "${text}" is not known. Use everybody or active.`)
}

/** Of what an address says beside filters and table. */
export const peopleIn = (besides: URLSearchParams): Who => readWho(besides)
