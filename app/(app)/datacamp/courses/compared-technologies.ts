/** Technologies of which enough was started to draw a row each; what rests on few is never first. */
import { isSmallSample } from '@/lib/format/small-sample'

const MOST_ROWS = 10

interface Reading<Row> {
  readonly value: (row: Row) => number | null
  readonly sample: (row: Row) => number | null
}

/** Rows come with the largest technologies first; those that are drawn go by value, and small samples last. */
export function comparedTechnologies<Row>(rows: readonly Row[], { value, sample }: Reading<Row>): readonly Row[] {
  const isSmall = (row: Row) => isSmallSample(sample(row) ?? 0)
  return rows
    .filter((row) => sample(row) !== 0)
    .slice(0, MOST_ROWS)
    .toSorted(
      (one, other) => Number(isSmall(one)) - Number(isSmall(other)) || (value(other) ?? -1) - (value(one) ?? -1),
    )
}

/** Undefined: all of them are there. */
export function ofTechnologies(shown: number, all: number, most: string): string | undefined {
  return shown === all ? undefined : `${shown} of ${all} technologies, those with the most ${most}.`
}
