/** What a file was made under; where its owner's rights are others today, the file is nobody's. */
import { z } from 'zod'
import type { Actor } from '@/lib/authz/actor'

const kept = z.object({ made_for: z.object({ role: z.string(), teams: z.array(z.number()) }) })

export function rightsOf({ role, teams }: Pick<Actor, 'role' | 'teams'>): { role: string; teams: number[] } {
  return { role, teams: [...teams].sort((a, b) => a - b) }
}

/** `manifest` as the export's line keeps it. */
export function isStillFor(manifest: unknown, actor: Pick<Actor, 'role' | 'teams'>): boolean {
  const made = kept.safeParse(manifest)
  return made.success && JSON.stringify(made.data.made_for) === JSON.stringify(rightsOf(actor))
}
