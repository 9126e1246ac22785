import type { VisibleView } from './visible'

/** In the order of the sidebar. */
export function pinnedOf<View extends Pick<VisibleView, 'place'>>(views: readonly View[]): readonly View[] {
  return views.filter(({ place }) => place !== null).toSorted((one, other) => (one.place ?? 0) - (other.place ?? 0))
}
