/** Which pages show a number. */
import { reports, type Report } from './reports'

export function usedOn(id: string): Pick<Report, 'slug' | 'title'>[] {
  return (reports as readonly Report[])
    .filter(({ metrics }) => metrics.some((name) => name === id))
    .map(({ slug, title }) => ({ slug, title }))
}
