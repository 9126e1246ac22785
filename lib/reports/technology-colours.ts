/** Which colour each technology has, on every page and for every reader: by learning time ever, so that no filter moves it. */
import type { ScopedReader } from '@/lib/authz/reader'
import { assignSlots, type Assignment } from '@/lib/design/palette'
import { hoursByTechnology } from '@/lib/metrics/options'

/** The newest state of the data only; older ones never come back. */
let known: { readonly dataVersion: number; readonly colours: Assignment } | undefined

export async function technologyColours(reader: ScopedReader): Promise<Assignment> {
  if (known?.dataVersion !== reader.dataVersion) {
    known = { dataVersion: reader.dataVersion, colours: assignSlots(await hoursByTechnology(reader)) }
  }
  return known.colours
}
