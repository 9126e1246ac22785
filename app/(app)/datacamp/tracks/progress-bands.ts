/** Rows of the distribution of track progress, as charts want them. */
import type { MarkColour } from '@/components/charts/colours'
import type { AnalysisRow } from '@/lib/analyses/analysis'

interface ProgressBand {
  readonly kind: string
  readonly position: number
  readonly label: string
  /** Null: not for this reader. */
  readonly enrolments: number | null
}

export function progressBands(rows: readonly AnalysisRow[]): readonly ProgressBand[] {
  return rows.map(({ kind, position, band, enrolments }) => ({
    kind: String(kind),
    position: Number(position),
    label: String(band),
    enrolments: typeof enrolments === 'number' ? enrolments : null,
  }))
}

/** From nothing to everything. */
export const bandColours: readonly MarkColour[] = ['empty', 'step-1', 'step-2', 'step-3', 'step-4', 'step-6', 'other']
