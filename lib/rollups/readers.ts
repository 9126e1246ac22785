/** Every rollup that answers questions, smallest first: the compiler takes the first that answers exactly. */
import type { RawBuilder } from 'kysely'
import type { Cells } from '@/lib/metrics/compile'
import type { FactMetricName } from '@/lib/metrics/names'
import { gapReader } from './people/gap-reader'
import { teamReader } from './people/team-reader'
import { unionReader } from './people/union-reader'
import { sumsReader } from './sums-reader'

export interface RollupReader {
  /** Which of the metrics it answers exactly for these cells. */
  readonly answers: (cells: Cells, asked: readonly FactMetricName[]) => readonly FactMetricName[]
  /** One row per group: a column per dimension of `cells.by`, under its name, and one per metric. */
  readonly rows: (cells: Cells, names: readonly FactMetricName[]) => RawBuilder<unknown>
}

export const rollupReaders: readonly RollupReader[] = [gapReader, sumsReader, teamReader, unionReader]
