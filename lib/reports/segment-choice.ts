/** Which sign-up question divides the people of this page; it stands in the address. */
import { readOne } from '@/lib/filters/url'

export const segmentParam = 'segment'

/** Id of a question; null: the one that most people answered. */
export const readSegment = (search: URLSearchParams): string | null => readOne(search, segmentParam)

export function withSegment(address: URLSearchParams, field: string): URLSearchParams {
  const params = new URLSearchParams(address)
  params.set(segmentParam, field)
  return params
}
