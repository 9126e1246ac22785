/** Writes the dimensions of courses, chapters, exercises, projects, practice and assessments, with their -1 rows. */
import { isoDay } from '../calendar'
import type { Row } from '../csv-writer'
import type { Content, Course } from './content'
import type { Files } from './files'

const ofCourse = (course: Course | null): Row => ({
  course_title: course?.title ?? null,
  course_slug: course?.slug ?? null,
  course_xp: course?.xp ?? null,
  course_description: course?.description ?? null,
  course_short_description: course?.shortDescription ?? null,
  course_launched_date: course === null ? null : isoDay(course.launchedOn),
})

/** One row stands for everything that was deleted. */
function writeDeleted(files: Files): void {
  const nothing = { technology: null, topic: null, xp: null }
  files.course_dim.add({
    ...nothing,
    course_id: -1,
    title: 'Deleted course',
    nb_hours_needed: null,
    slug: null,
    description: null,
    short_description: null,
    launched_date: null,
    id: -1,
  })
  const chapter = { ...nothing, ...ofCourse(null) }
  files.chapter_dim.add({
    ...chapter,
    chapter_id: -1,
    title: 'Deleted chapter',
    slug: null,
    nb_exercises: null,
    id: -1,
  })
  files.exercise_dim.add({
    ...chapter,
    exercise_id: -1,
    title: 'Deleted exercise',
    type: null,
    number: null,
    chapter_title: null,
    chapter_slug: null,
    chapter_xp: null,
    chapter_nb_exercises: null,
    id: -1,
  })
  files.project_dim.add({
    project_id: -1,
    title: 'Deleted project',
    technology: null,
    xp: null,
    nb_hours_needed: null,
    is_guided: null,
    is_certification: null,
    description: null,
    short_description: null,
    id: -1,
  })
}

function writeCourse(files: Files, course: Course): void {
  const { id, title, technology, topic, xp, hours, slug, description, shortDescription, launchedOn } = course
  files.course_dim.add({
    course_id: id,
    title,
    technology,
    topic,
    xp,
    nb_hours_needed: hours,
    slug,
    description,
    short_description: shortDescription,
    launched_date: isoDay(launchedOn),
    id,
  })
  const shared = { technology, topic, ...ofCourse(course) }
  for (const chapter of course.chapters) {
    const { exercises } = chapter
    files.chapter_dim.add({
      ...shared,
      chapter_id: chapter.id,
      title: chapter.title,
      slug: chapter.slug,
      xp: chapter.xp,
      nb_exercises: exercises.length,
      id: chapter.id,
    })
    for (const exercise of exercises) {
      files.exercise_dim.add({
        ...shared,
        exercise_id: exercise.id,
        title: exercise.title,
        type: exercise.type,
        number: exercise.number,
        xp: `${exercise.xp}.0`,
        chapter_title: chapter.title,
        chapter_slug: chapter.slug,
        chapter_xp: chapter.xp,
        chapter_nb_exercises: exercises.length,
        id: exercise.id,
      })
    }
  }
}

export function writeContent(files: Files, { courses, projects, practices, assessments }: Content): void {
  writeDeleted(files)
  for (const course of courses) if (!course.deleted && !course.missing) writeCourse(files, course)
  for (const { id, title, technology, xp, hours, guided, certification } of projects.filter(
    ({ deleted }) => !deleted,
  )) {
    files.project_dim.add({
      project_id: id,
      title,
      technology,
      xp,
      nb_hours_needed: hours,
      is_guided: guided,
      is_certification: certification,
      description: `${title}: a project with open data, from the first look to the answer.`,
      short_description: title,
      id,
    })
  }
  for (const { id, title, technology, xp, hidden } of practices) {
    files.practice_dim.add({ practice_id: id, title, status: hidden ? 'HIDDEN' : 'LIVE', technology, xp, id })
  }
  for (const { id, title, technology } of assessments) {
    const slug = title.toLowerCase().replaceAll(' ', '-')
    files.assessment_dim.add({ assessment_id: id, title, slug, technology, id })
  }
}
