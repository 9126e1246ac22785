/** Which colour each technology has, on every page and for every reader: by learning time ever, so that no filter moves it. */
import type { ScopedReader } from '@/lib/authz/reader'
import { assignSlots, type Assignment } from '@/lib/design/palette'
import { technologyWeights } from '@/lib/metrics/options'

export async function technologyColours(reader: ScopedReader): Promise<Assignment> {
  const weights = await technologyWeights(reader)
  return assignSlots(weights.map(({ name, weight }) => ({ name, hours: weight })))
}
