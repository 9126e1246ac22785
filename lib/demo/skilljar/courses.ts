/** The courses, their lessons, packages and publications. */
import { SECONDS_PER_DAY, type Instant } from '../calendar'
import type { Random } from '../random'
import { courseTitles, type CourseTitle } from './course-titles'
import type { Domain, Site } from './domains'
import { at, slugged, stamped, type Making } from './making'
import { createQuiz, type Quiz } from './quizzes'

export interface Package {
  readonly id: string
  readonly isScorm: boolean
  /** Resources that report progress. */
  readonly resourceIds: readonly string[]
}

export interface Lesson {
  readonly id: string
  readonly title: string
  readonly type: string
  readonly isSection: boolean
  readonly isOptional: boolean
  readonly minutes: number
  readonly quiz: Quiz | null
  readonly package: Package | null
}

export interface Publication {
  readonly id: string
  readonly domain: Domain
}

export interface Course {
  readonly id: string
  readonly title: string
  readonly plan: CourseTitle
  readonly lessons: readonly Lesson[]
  /** The first is where people usually meet it. */
  readonly publications: readonly Publication[]
  readonly issuesCertificate: boolean
  /** Null: a certificate never expires. */
  readonly validDays: number | null
  readonly accessDays: number | null
  readonly credits: string | null
}

/** Also offered on a second site. */
const onAcademyToo = new Set(['Product Fundamentals', 'Workplace Safety', 'Finance for Managers', 'Code of Conduct'])
const notLive = new Set(['Environmental Responsibility'])

class CourseAuthor {
  readonly #making: Making
  readonly #chance: Random
  readonly #plan: CourseTitle
  readonly #created: Instant
  readonly #courseId: string
  readonly #lessons: Lesson[] = []

  constructor(making: Making, plan: CourseTitle, created: Instant, courseId: string) {
    this.#making = making
    this.#chance = making.chance('course', plan.title)
    this.#plan = plan
    this.#created = created
    this.#courseId = courseId
  }

  lessons(): readonly Lesson[] {
    const { topics, format, title } = this.#plan
    for (const [index, topic] of topics.entries()) {
      this.#add({ type: 'SECTION', title: `${index + 1}. ${topic}`, isSection: true })
      this.#add({
        type: index === 0 && title === 'Agile Teams' ? 'MODULAR' : 'HTML',
        title: `${topic}: the essentials`,
        minutes: this.#chance.integer(6, 18),
      })
      if (index % 2 === 1) {
        const isPackage = index === 1 && (format === 'scorm' || format === 'web')
        this.#add(
          isPackage
            ? {
                type: 'WEB_PACKAGE',
                title: `${topic}: try it yourself`,
                minutes: this.#chance.integer(12, 30),
                package: this.#package(topic),
              }
            : { type: 'ASSET', title: `${topic}: an example (video)`, minutes: this.#chance.integer(6, 18) },
        )
      }
    }
    const last = topics.at(-1) ?? title
    this.#add({ type: 'HTML', title: `${last}: further reading`, minutes: 15, isOptional: true })
    if (format === 'live') this.#add({ type: 'VILT', title: `${title}: live workshop`, minutes: 12 })
    if (title === 'Certified Product Specialist') this.#add({ type: 'IE_EXAM', title: 'Proctored exam', minutes: 60 })
    if (format !== 'web') {
      const quiz = createQuiz(this.#making, title, topics, this.#created)
      this.#add({ type: 'QUIZ', title: 'Check what you have learned', minutes: 12, quiz })
    }
    return this.#lessons
  }

  #add(lesson: Pick<Lesson, 'type' | 'title'> & Partial<Lesson>): void {
    const { writer } = this.#making
    const complete = {
      id: writer.id('lesson'),
      isSection: false,
      isOptional: false,
      minutes: 0,
      quiz: null,
      package: null,
      ...lesson,
    }
    this.#lessons.push(complete)
    writer.add('lesson', {
      ...stamped(this.#created, this.#created + this.#chance.integer(0, 90) * SECONDS_PER_DAY),
      lesson_id: complete.id,
      is_section: complete.isSection,
      is_optional: complete.isOptional,
      type: complete.type,
      title: complete.title,
      order: this.#lessons.length,
      course_id: this.#courseId,
      quiz_id: complete.quiz?.id ?? null,
      web_package_id: complete.package?.id ?? null,
    })
  }

  #package(topic: string): Package {
    const { writer } = this.#making
    const isScorm = this.#plan.format === 'scorm'
    const id = writer.id('web_package')
    writer.add('web_package', {
      ...stamped(this.#created),
      web_package_id: id,
      title: `${this.#plan.title}: ${topic}`,
      type: isScorm ? 'SCORM' : 'HTML',
    })
    const types = isScorm ? (this.#chance.chance(0.25) ? ['sco', 'sco', 'asset'] : ['sco', 'asset']) : []
    const resourceIds: string[] = []
    for (const [index, type] of types.entries()) {
      const resource = writer.id('scorm_resource')
      if (type === 'sco') resourceIds.push(resource)
      writer.add('scorm_resource', {
        scorm_resource_id: resource,
        created_at: stamped(this.#created).created_at,
        web_package_id: id,
        identifier: `${type.toUpperCase()}-${index + 1}-${slugged(topic)}`,
        type,
      })
    }
    return { id, isScorm, resourceIds }
  }
}

function publish(
  { writer }: Making,
  course: { id: string; plan: CourseTitle },
  site: Site,
  created: Instant,
): Publication[] {
  const { title, domain: home, tags } = course.plan
  const names = onAcademyToo.has(title) ? [home, 'academy'] : [home]
  return names.map((name, index): Publication => {
    const domain = site.domains.find((candidate) => candidate.name === name)
    if (domain === undefined) throw new Error(`The demo's Skilljar has no domain ${name}.`)
    const id = writer.id('published_course')
    const isLive = !notLive.has(title)
    writer.add('published_course', {
      ...stamped(created + SECONDS_PER_DAY, created + 40 * SECONDS_PER_DAY),
      published_course_id: id,
      is_live: isLive,
      is_visible: isLive && title !== 'Service Technician Level 2',
      url: `https://${domain.host}/${slugged(title)}`,
      course_id: course.id,
      domain_id: domain.id,
      visible_on_catalog: isLive && index === 0,
    })
    for (const tag of tags) {
      writer.add('published_course_tag', {
        ...stamped(created + 2 * SECONDS_PER_DAY),
        published_course_tag_id: writer.id('published_course_tag'),
        published_course_id: id,
        tag_id: site.tags.get(tag) ?? null,
      })
    }
    const allowed =
      title === 'Service Technician Level 2' ? 'Operations' : title === 'Solution Selling' ? 'Commercial' : null
    for (const group of site.groups.filter((candidate) => candidate.name === allowed)) {
      writer.add('published_course_student_group_visibility', {
        ...stamped(created + 3 * SECONDS_PER_DAY),
        published_course_student_group_visibility_id: writer.id('published_course_student_group_visibility'),
        published_course_id: id,
        student_group_id: group.id,
        is_visible: true,
      })
    }
    return { id, domain }
  })
}

export function createCourses(making: Making, site: Site): readonly Course[] {
  const { writer, days } = making
  return courseTitles.map((plan, index): Course => {
    const chance = making.chance('course settings', plan.title)
    const created = at(days.first - 700 + index * 14, 10, index)
    const id = writer.id('course')
    const isRegulated = plan.tags.includes('Compliance') || plan.tags.includes('Safety')
    const certificate = isRegulated || plan.domain === 'campus' ? true : chance.pick([true, false, null])
    writer.add('course', {
      ...stamped(created, created + chance.integer(5, 200) * SECONDS_PER_DAY),
      course_id: id,
      title: plan.title,
      issue_certificate_upon_completion: certificate,
    })
    return {
      id,
      title: plan.title,
      plan,
      lessons: new CourseAuthor(making, plan, created, id).lessons(),
      publications: publish(making, { id, plan }, site, created),
      issuesCertificate: certificate === true,
      validDays: isRegulated ? chance.pick([365, 365, 730]) : null,
      accessDays: plan.domain === 'campus' ? 180 : plan.domain === 'compliance' ? 365 : null,
      credits: chance.weighted([
        [null, 40],
        ['1', 20],
        ['0.5', 15],
        ['1.5', 15],
        ['2.00', 10],
      ] as const),
    }
  })
}
