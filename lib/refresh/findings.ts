/** Findings as refresh_run keeps them, back from JSON. */
import { z } from 'zod'

const findings = z.array(
  z.object({
    code: z.string(),
    table: z.string().nullable(),
    message: z.string(),
    value: z.string(),
    limit: z.string(),
  }),
)

export type Finding = z.infer<typeof findings>[number]

export function parseFindings(stored: unknown): readonly Finding[] {
  return findings.parse(stored)
}
