/** What bundles courses: paths that are followed in order, and series that are only shown together. */
import { SECONDS_PER_DAY } from '../calendar'
import { pathTitles } from './course-titles'
import type { Course, Publication } from './courses'
import type { Domain, Site } from './domains'
import { at, stamped, type Making } from './making'

export interface Path {
  readonly id: string
  readonly publishedId: string
  /** On a second site; null: on its own alone. */
  readonly alsoPublishedId: string | null
  readonly title: string
  readonly domain: Domain
  readonly items: readonly { readonly id: string; readonly course: Course }[]
}

export interface Series {
  readonly id: string
  readonly title: string
  readonly domain: Domain
}

/** Offered on the academy as well. */
const onAcademyToo = new Set(['Mandatory Training', 'Product Expert'])

export function createPaths({ writer, days }: Making, courses: readonly Course[], site: Site): readonly Path[] {
  return pathTitles.map(([title, domainName, tag, ...titles], index): Path => {
    const created = at(days.first - 200 + index * 9, 11)
    const domain = site.domains.find(({ name }) => name === domainName)
    if (domain === undefined) throw new Error(`The demo's Skilljar has no domain ${domainName}.`)
    const [id, publishedId] = [writer.id('path'), writer.id('published_path')]
    writer.add('path', { ...stamped(created, created + 30 * SECONDS_PER_DAY), path_id: id, title })
    const publish = (published: string, on: Domain) => {
      writer.add('published_path', {
        ...stamped(created + 3600),
        published_path_id: published,
        domain_id: on.id,
        path_id: id,
        is_visible: title !== 'Safe in the Field',
      })
      writer.add('published_path_tags', {
        ...stamped(created + 7200),
        published_path_tag_id: writer.id('published_path_tags'),
        published_path_id: published,
        tag_id: site.tags.get(tag) ?? null,
      })
    }
    publish(publishedId, domain)
    const academy = site.domains.find(({ name }) => name === 'academy')
    const alsoPublishedId = onAcademyToo.has(title) && academy !== undefined ? writer.id('published_path') : null
    if (alsoPublishedId !== null && academy !== undefined) publish(alsoPublishedId, academy)
    const items = titles.map((courseTitle, order) => {
      const course = courses.find((candidate) => candidate.title === courseTitle)
      if (course === undefined)
        throw new Error(`The demo's Skilljar has no course "${courseTitle}" for the path ${title}.`)
      const itemId = writer.id('path_item')
      writer.add('path_item', {
        ...stamped(created + 60 * order),
        path_item_id: itemId,
        path_id: id,
        course_id: course.id,
        order: order + 1,
      })
      return { id: itemId, course }
    })
    return { id, publishedId, alsoPublishedId, title, domain, items }
  })
}

export function createSeries({ writer, days }: Making, courses: readonly Course[], site: Site): readonly Series[] {
  const wanted = [
    ['Better Conversations', 'academy', 'Communication', true],
    ['Safety First', 'compliance', 'Safety', true],
    ['Leadership Collection', 'campus', 'Leadership', false],
  ] as const
  return wanted.flatMap(([title, domainName, tag, isVisible], index) => {
    const created = at(days.first - 150 + index * 5, 14)
    const domain = site.domains.find(({ name }) => name === domainName)
    if (domain === undefined) return []
    const id = writer.id('course_series')
    writer.add('course_series', {
      ...stamped(created),
      course_series_id: id,
      domain_id: domain.id,
      title,
      visible_on_catalog: isVisible,
    })
    const published = courses
      .filter(({ plan }) => plan.tags.includes(tag))
      .map(({ publications }) => publications.find((publication) => publication.domain === domain))
      .filter((publication): publication is Publication => publication !== undefined)
    for (const [order, publication] of published.entries()) {
      writer.add('course_series_published_courses', {
        ...stamped(created + 60 * order),
        course_series_published_course_id: writer.id('course_series_published_courses'),
        course_series_id: id,
        published_course_id: publication.id,
      })
    }
    return [{ id, title, domain }]
  })
}
