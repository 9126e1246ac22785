/** How far the making of the demo is; lib/ops/progress.ts shows it. */
export type Progress = (done: number, total: number | null, note?: string) => void
