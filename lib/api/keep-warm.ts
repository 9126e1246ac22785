/**
 * Reads the common views right after a publish, so that nobody waits for them first. Every web process remembers for itself,
 * so each looks for a new version on its own.
 */
import { withReader } from '@/lib/authz/reader'
import { ownScopes, type Scope } from '@/lib/authz/scope'
import { dayOf } from '@/lib/filters/days'
import { log } from '@/lib/log'
import { usualQuestion } from '@/lib/reports/question'
import { readLearningActivity } from '@/lib/reports/read-learning-activity'
import { readOverview, readOverviewToday } from '@/lib/reports/read-overview'
import { reportOf } from '@/lib/reports/reports'

const LOOK_EVERY_MS = 5_000

/** What is warm: another version of the data, or another day, makes other answers. */
let warm = ''

export function keepWarm(): void {
  const look = async () => {
    await warmUp().catch((error: unknown) => log.warn({ err: error }, 'the common views could not be read ahead'))
    setTimeout(() => void look(), LOOK_EVERY_MS).unref()
  }
  void look()
}

/** Whether there was something to read. */
export async function warmUp(): Promise<boolean> {
  const [first] = ownScopes
  const now = await withReader(first, async ({ dataVersion }) => `${dataVersion} ${dayOf(new Date())}`)
  if (now === warm) return false
  // In turn: people's questions come first.
  for (const scope of ownScopes) await readCommonViews(scope)
  warm = now
  return true
}

function readCommonViews(scope: Scope): Promise<void> {
  return withReader(scope, async (reader) => {
    if (reader.dataVersion === 0) return
    const overview = usualQuestion(reportOf('overview'), reader.asOf)
    await readOverview(reader, overview)
    await readOverviewToday(reader, overview)
    await readLearningActivity(reader, usualQuestion(reportOf('learning-activity'), reader.asOf))
  })
}
