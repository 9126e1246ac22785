/**
 * The demo's DataCamp at scale, written straight into the mirrors by set-based SQL: with 200,000 people some 9 million course
 * facts and twice as many exercise facts over three years, and all other families beside them. The same people give the same
 * rows. Skilljar stays empty.
 */
import type pg from 'pg'
import { deferIndexes, restoreIndexes } from '@/lib/db/deferred-indexes'
import { GROUP_ID } from '../organisation'
import { createScaleAssessments } from './assessments'
import { createScaleAssignments } from './assignments'
import { createScaleCertifications } from './certifications'
import { createScaleChapters } from './chapters'
import { createScaleContents, createScaleCourseFacts, createScaleExerciseFacts } from './facts'
import { createScalePeople } from './people'
import { createScalePracticeAndProjects } from './practice-projects'
import { scaleTo } from './scale'
import { createScaleTracks } from './tracks'
import { createScaleWorkspaces } from './workspaces'

/** Nobody else fills the database; any number will do. */
const LOCK = 730_002

/** Filled first and indexed after. */
const large = [
  ...['user_team_bridge', 'course_fact', 'chapter_fact', 'exercise_fact', 'assessment_fact', 'practice_fact'],
  ...['project_fact', 'assignment_fact', 'track_fact', 'track_content_fact', 'workspace_visit_fact'],
].map((name) => `datacamp.${name}`)

type Create = (tx: pg.ClientBase, people: number) => Promise<void>

/** After people, contents and courses, whose days they share. */
const families: readonly (readonly [string, Create])[] = [
  ['chapters', createScaleChapters],
  ['assessments', createScaleAssessments],
  ['practice and projects', createScalePracticeAndProjects],
  ['tracks', createScaleTracks],
  ['assignments', createScaleAssignments],
  ['certifications', createScaleCertifications],
  ['workspaces', createScaleWorkspaces],
]

export interface ScaleOptions {
  readonly people: number
  /** Exercise facts are the larger half; no metric of a dashboard reads them. */
  readonly withoutExercises?: boolean
  /** Tables that the rows will be carried on to: their indexes are built after them too. */
  readonly alsoFilled?: readonly string[]
  readonly onProgress?: (what: string) => void
}

/** Into a migrated database without data. */
export async function createScale(pool: pg.Pool, options: ScaleOptions): Promise<void> {
  const { people, withoutExercises = false, alsoFilled = [], onProgress = () => undefined } = options
  await deferIndexes(pool, [...large, ...alsoFilled], LOCK)
  const client = await pool.connect()
  try {
    onProgress(`${people.toLocaleString('en')} people`)
    await createScalePeople(client, people)
    await createScaleContents(client)
    onProgress('course facts')
    await createScaleCourseFacts(client)
    if (!withoutExercises) {
      onProgress('exercise facts')
      await createScaleExerciseFacts(client)
    }
    for (const [family, create] of families) {
      onProgress(family)
      await create(client, people)
    }
    onProgress('indexes of the mirrors')
    await client.query('begin')
    for (const table of large) await restoreIndexes(client, table)
    await client.query('insert into datacamp.group_dim (group_id) values ($1)', [GROUP_ID])
    await client.query(
      `insert into app.publication (connector_id, run_id, as_of) values ('datacamp', 1, $1::date + 1)`,
      [scaleTo],
    )
    await client.query('commit')
    await client.query('vacuum (analyze)')
  } finally {
    // Its temporary tables go with it.
    client.release(true)
  }
}
