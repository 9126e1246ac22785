/**
 * Reads the common views right after a publish, so that nobody waits for them first. Every web process remembers for itself,
 * so each looks for a new version on its own.
 */
import { withReader, type ScopedReader } from '@/lib/authz/reader'
import { ownScopes, type Scope } from '@/lib/authz/scope'
import { dayOf } from '@/lib/filters/days'
import { log } from '@/lib/log'
import { inMainCurrency } from '@/lib/reports/main-currency'
import { usualQuestion, type ReportQuestion } from '@/lib/reports/question'
import { readLearningActivity } from '@/lib/reports/read-learning-activity'
import { isOfPeople } from '@/lib/reports/people-choice'
import { readAtRisk, riskCards, usualRiskQuestion } from '@/lib/reports/read-at-risk'
import { readFrame } from '@/lib/reports/read-frame'
import { readOverview, readOverviewToday } from '@/lib/reports/read-overview'
import type { Report } from '@/lib/reports/report'
import { reportOf, reports } from '@/lib/reports/reports'

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
  for (const scope of ownScopes) await readFirstAnswers(scope)
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

/** What every other page begins with, and who is at risk today, which is the same for every period. */
function readFirstAnswers(scope: Scope): Promise<void> {
  return withReader(scope, async (reader) => {
    if (reader.dataVersion === 0) return
    const asked = usualRiskQuestion(reader.asOf)
    await readAtRisk(reader, asked)
    for (const read of Object.values(riskCards)) await read(reader, asked)
    for (const report of pagesFor(scope)) await readFrame(reader, await firstQuestion(reader, report))
  })
}

/** As the page asks it: one that can be narrowed to a currency begins with one. */
function firstQuestion(reader: ScopedReader, report: Report): Promise<ReportQuestion> | ReportQuestion {
  const question = usualQuestion(report, reader.asOf)
  return report.filters?.includes('currency') ? inMainCurrency(reader, question) : question
}

/** Pages about one thing are nobody's common view. */
const pagesFor = ({ learnerRows }: Scope): readonly Report[] =>
  (reports as readonly Report[]).filter((report) => !report.path.includes('[') && (learnerRows || !isOfPeople(report)))
