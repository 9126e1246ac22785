import { viewParam } from '@/lib/filters/view-param'
import type { OpenedView } from './open-view'

/** Of a view that was opened: it keeps saying which one it is, so that the page can name it and say what was left out. */
export function addressOfView(id: string, { path, search }: Pick<OpenedView, 'path' | 'search'>): string {
  return `${path}?${new URLSearchParams([...search, [viewParam, id]])}`
}
