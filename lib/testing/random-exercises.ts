/** Chapters and exercises of some courses, with what people did in them. */
import { addDays } from '@/lib/filters/days'
import type { MirrorRow } from './mirrors'
import { clock, many, maybe, numberOf, someUser } from './random-values'
import { someDay, type Random } from './random-mirrors'

/** Chapters of two courses share their slugs; the last exercise is none of any chapter. */
export function exercises(chance: Random): Record<string, MirrorRow[]> {
  const at = clock(chance)
  const chapters = [1, 2, 3, 4].flatMap((course) =>
    [1, 2, 3].map((part) => ({ course, part, id: course * 10 + part, slug: `chapter-${part}` })),
  )
  const chapterFacts = many(400, () => {
    const chapter = chance.pick(chapters as [(typeof chapters)[number], ...typeof chapters])
    const day = someDay(chance)
    return {
      user_id: someUser(chance),
      chapter_id: chance.chance(0.05) ? -1 : chapter.id,
      date_id: numberOf(day),
      // Later parts are started later, most of the time.
      started_at: maybe(chance, 0.9, () => at(addDays(day, chapter.part * 5))),
      completed_at: maybe(chance, 0.5, () => at(addDays(day, chapter.part * 5 + 3))),
    }
  })
  const exerciseFacts = many(900, () => {
    const day = someDay(chance)
    return {
      user_id: someUser(chance),
      exercise_id: chance.chance(0.05) ? -1 : chance.pick([111, 112, 113, 121, 122, 211, 212, 999]),
      date_id: numberOf(day),
      started_at: maybe(chance, 0.9, () => at(day)),
      completed_at: maybe(chance, 0.6, () => at(addDays(day, chance.below(4) - 1))),
      time_spent: chance.pick([null, 0, 30, 90, 400, -10]),
      xp: chance.pick([null, 0, 35, 50]),
    }
  })
  return {
    'datacamp.chapter_dim': [
      { chapter_id: -1, title: 'Deleted chapter', slug: null, course_slug: null },
      ...chapters.map(({ course, part, id, slug }) => ({
        chapter_id: id,
        title: `Chapter ${part}`,
        slug,
        course_slug: `course-${course}`,
      })),
    ],
    'datacamp.chapter_fact': chapterFacts,
    'datacamp.exercise_dim': [111, 112, 113, 121, 122, 211, 212].map((id) => ({
      exercise_id: id,
      title: `Exercise ${id}`,
      type: id % 10 === 3 ? 'VideoExercise' : 'NormalExercise',
      number: id % 10,
      xp: id === 122 ? 0 : 50,
      course_slug: `course-${Math.floor(id / 100)}`,
      chapter_slug: `chapter-${Math.floor(id / 10) % 10}`,
      chapter_title: `Chapter ${Math.floor(id / 10) % 10}`,
    })),
    'datacamp.exercise_fact': exerciseFacts,
  }
}
