/** Attempts at a SCORM package: score, status and interactions, as untidy as packages report them. */
import { timestamp, type Instant } from '../calendar'
import type { Random } from '../random'
import type { Package } from './courses'
import { stamped, type Making } from './making'

const INTERACTIONS = 4
/** What each is worth, so that scores differ by what was answered and not only by how much. */
const weights = [0.2, 0.2, 0.25, 0.35]
const types = ['choice', 'true-false', 'fill-in', 'matching']
const responses: Readonly<Record<string, readonly [right: string, ...wrong: string[]]>> = {
  choice: ['b', 'a', 'a', 'c', 'd'],
  'true-false': ['true', 'false'],
  'fill-in': ['{case_matters=false}review', 'reveiw', 'check', 'check', 'inspect'],
  matching: ['1[.]a[,]2[.]b[,]3[.]c', '1[.]b[,]2[.]a[,]3[.]c', '1[.]b[,]2[.]a[,]3[.]c', '1[.]c[,]2[.]b[,]3[.]a'],
}

function status(share: number, isLast: boolean, chance: Random): string {
  if (!isLast) return chance.pick(['incomplete', 'failed', 'browsed'])
  return share >= 0.5 ? chance.pick(['passed', 'passed', 'completed']) : chance.pick(['completed', 'failed'])
}

/** Text that is usually a number. */
function score(share: number, chance: Random): string {
  const points = Math.round(share * 100)
  return chance.weighted([
    [`${points}`, 86],
    [`${points}.5`, 5],
    [`${points}.00`, 4],
    ['', 2],
    [`${points}%`, 1.5],
    [`${points},5`, 1],
    ['N/A', 0.5],
  ])
}

function responseTo(type: string, isRight: boolean, chance: Random): string {
  const [right = '', ...wrong] = responses[type] ?? []
  return isRight ? right : chance.pick(wrong)
}

export interface ScormAttempt {
  readonly lessonProgressId: string
  readonly startedAt: Instant
  readonly finishedAt: Instant
  readonly ability: number
  /** Earlier attempts end without a result. */
  readonly isLast: boolean
}

export function takeScorm(
  { writer, chance: chanceOf }: Making,
  { resourceIds }: Package,
  attempt: ScormAttempt,
  chance: Random,
): void {
  const { lessonProgressId, startedAt, finishedAt, ability, isLast } = attempt
  const wording = chanceOf('scorm responses', lessonProgressId, startedAt)
  const seconds = Math.max(60, finishedAt - startedAt)
  for (const [index, resourceId] of resourceIds.entries()) {
    const begunAt = startedAt + Math.floor((index * seconds) / resourceIds.length)
    const id = writer.id('student_sco_progress')
    const isUntouched = index > 0 && !isLast
    const answered = isUntouched ? 0 : isLast ? INTERACTIONS : chance.integer(1, 2)
    const known = Array.from({ length: answered }, (_, item) =>
      chance.chance(1 / (1 + Math.exp(-(ability + 1.2 - item * 0.5)))),
    )
    const share = known.reduce((sum, isRight, item) => sum + (isRight ? (weights[item] ?? 0) : 0), 0)
    writer.add('student_sco_progress', {
      student_sco_progress_id: id,
      ...stamped(begunAt, finishedAt),
      attempted_at: timestamp(begunAt),
      student_lesson_progress_id: lessonProgressId,
      scorm_resource_id: resourceId,
      score_raw: isUntouched ? '' : score(share, chance),
      score_min: chance.chance(0.9) ? '0' : '',
      score_max: chance.chance(0.97) ? '100' : '0',
      total_time: Math.round(seconds / resourceIds.length),
      status: isUntouched ? 'not attempted' : status(share, isLast, chance),
    })
    for (const [item, isRight] of known.entries()) {
      const type = types[item % types.length] ?? 'other'
      const answeredAt = begunAt + Math.floor(((item + 1) * seconds) / (resourceIds.length * (INTERACTIONS + 1)))
      writer.add('scorm_interaction', {
        scorm_interaction_id: writer.id('scorm_interaction'),
        ...stamped(answeredAt),
        student_sco_progress_id: id,
        identifier: `Scene1_Slide${4 + item * 3}_${type.replace('-', '')}_0_0`,
        type,
        weighting: chance.chance(0.95) ? '1' : '1,0',
        order: item,
        time: timestamp(answeredAt).slice(11),
        response: responseTo(type, isRight, wording),
        result: isRight
          ? 'correct'
          : chance.weighted([
              ['incorrect', 80],
              ['wrong', 15],
              ['neutral', 4],
              ['0.5', 1],
            ] as const),
      })
    }
  }
}
