/** What Assessments reads, in one place. */
import { analyses } from '@/lib/analyses/analyses'
import type { ScopedReader } from '@/lib/authz/reader'
import { uncompared, type Filters } from '@/lib/filters/filters'
import { ask } from '@/lib/metrics/ask'
import type { ReportQuestion } from './question'
import { readFrame } from './read-frame'
import { readTableCard } from './read-table'
import type { reportOf } from './reports'
import { upToTheEnd } from './up-to-the-end'

type Question = ReportQuestion<ReturnType<typeof reportOf<'assessments'>>>

/** People in the matrix; the CSV has all. */
const MOST_PEOPLE = 100
const MOST_STALE = 8

export const readAssessments = (reader: ScopedReader, question: Question) => readFrame(reader, question)

async function readScores(reader: ScopedReader, { inside }: Question) {
  const filters = uncompared(inside)
  return {
    bins: await analyses.assessment_score_distribution.rows(reader, { filters }),
    scores: await ask(reader, {
      metrics: ['assessment_score', 'assessment_score_q1', 'assessment_score_q3'],
      filters,
    }),
  }
}

async function readGains(reader: ScopedReader, { inside }: Question) {
  return {
    gains: await ask(reader, {
      metrics: ['skill_gain', 'skill_gain_q1', 'skill_gain_q3', 'skill_gain_pairs', 'skill_gain_retaker_share'],
      by: ['technology'],
      filters: inside,
      sort: { by: 'skill_gain', descending: true },
    }),
  }
}

async function readAges(reader: ScopedReader, { inside }: Question) {
  return {
    ages: await ask(reader, {
      metrics: ['skill_levels', 'skill_levels_fresh', 'skill_levels_stale_share'],
      by: ['technology'],
      filters: upToTheEnd(inside),
      sort: { by: 'skill_levels', descending: true },
    }),
  }
}

async function readLevels(reader: ScopedReader, question: Question) {
  const levels = await ask(reader, {
    metrics: ['skill_levels'],
    by: ['technology', 'score_group'],
    filters: upToTheEnd(question.inside),
  })
  return { levels, ...(await readAges(reader, question)) }
}

/** Of people, or of teams for those who see no people. */
async function readMatrix(reader: ScopedReader, question: Question) {
  const { learnerRows } = reader.scope
  return {
    people: learnerRows ? await readPeople(reader, question.inside) : null,
    teams: learnerRows ? null : await readTeams(reader, upToTheEnd(question.inside)),
    ...(await readAges(reader, question)),
  }
}

async function readPeople(reader: ScopedReader, filters: Filters) {
  return {
    matrix: await analyses.skill_matrix.rows(reader, { filters, parameters: { people: String(MOST_PEOPLE) } }),
    stale: await analyses.stale_skills.rows(reader, { filters, parameters: { most: String(MOST_STALE) } }),
  }
}

async function readTeams(reader: ScopedReader, filters: Filters) {
  return {
    levels: await ask(reader, { metrics: ['skill_levels'], by: ['team', 'technology'], filters }),
    groups: await ask(reader, { metrics: ['skill_levels'], by: ['team', 'technology', 'score_group'], filters }),
  }
}

/** In the order in which they are read. */
export const assessmentsCards = {
  scores: readScores,
  levels: readLevels,
  gains: readGains,
  ages: readAges,
  matrix: readMatrix,
  table: readTableCard,
}
