/** Every analysis by its id of METRICS.md. */
import type { Analysis } from './analysis'

export const analyses = {} as const satisfies Readonly<Record<string, Analysis>>

export type AnalysisName = keyof typeof analyses
