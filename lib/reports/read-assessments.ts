/** What Assessments reads, in one place: the page draws it, a publish warms it, the benchmark times it. */
import { analyses } from '@/lib/analyses/analyses'
import type { ScopedReader } from '@/lib/authz/reader'
import { ask } from '@/lib/metrics/ask'
import type { ReportQuestion } from './question'
import { readFrame } from './read-frame'
import { readTable } from './read-table'
import type { reportOf } from './reports'
import { upToTheEnd } from './up-to-the-end'

type Question = ReportQuestion<ReturnType<typeof reportOf<'assessments'>>>

/** People in the matrix; the CSV has all. */
const MOST_PEOPLE = 100
const MOST_STALE = 8

export async function readAssessments(reader: ScopedReader, question: Question) {
  const { inside } = question
  const alone = { ...inside, compare: 'none' as const }
  const standing = upToTheEnd(inside)
  return {
    ...(await readFrame(reader, question)),
    table: await readTable(reader, question),
    bins: await analyses.assessment_score_distribution.rows(reader, { filters: alone }),
    scores: await ask(reader, {
      metrics: ['assessment_score', 'assessment_score_q1', 'assessment_score_q3'],
      filters: alone,
    }),
    gains: await ask(reader, {
      metrics: ['skill_gain', 'skill_gain_q1', 'skill_gain_q3', 'skill_gain_pairs', 'skill_gain_retaker_share'],
      by: ['technology'],
      filters: inside,
      sort: { by: 'skill_gain', descending: true },
    }),
    levels: await ask(reader, { metrics: ['skill_levels'], by: ['technology', 'score_group'], filters: standing }),
    ages: await ask(reader, {
      metrics: ['skill_levels', 'skill_levels_fresh', 'skill_levels_stale_share'],
      by: ['technology'],
      filters: standing,
      sort: { by: 'skill_levels', descending: true },
    }),
    ...(reader.scope.learnerRows
      ? { people: await readPeople(reader, inside), teams: null }
      : { people: null, teams: await readTeams(reader, standing) }),
  }
}

async function readPeople(reader: ScopedReader, filters: Question['inside']) {
  return {
    matrix: await analyses.skill_matrix.rows(reader, { filters, parameters: { people: String(MOST_PEOPLE) } }),
    stale: await analyses.stale_skills.rows(reader, { filters, parameters: { most: String(MOST_STALE) } }),
  }
}

async function readTeams(reader: ScopedReader, filters: Question['inside']) {
  return {
    levels: await ask(reader, { metrics: ['skill_levels'], by: ['team', 'technology'], filters }),
    groups: await ask(reader, { metrics: ['skill_levels'], by: ['team', 'technology', 'score_group'], filters }),
  }
}
