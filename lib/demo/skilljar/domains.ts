/** The three training sites, who may see what on them, and what they ask people who sign up. */
import { SECONDS_PER_DAY } from '../calendar'
import { teams } from '../organisation'
import type { DomainName } from './course-titles'
import { courseTitles } from './course-titles'
import { at, slugged, stamped, type Making } from './making'

export interface SignupField {
  readonly id: string
  readonly label: string
}

export interface Domain {
  readonly id: string
  readonly name: DomainName
  readonly host: string
  readonly signupFields: readonly SignupField[]
}

export interface Group {
  readonly id: string
  readonly name: string
}

export interface Site {
  readonly domains: readonly Domain[]
  readonly groups: readonly Group[]
  /** Ids by name. */
  readonly tags: ReadonlyMap<string, string>
}

const labels: Readonly<Record<DomainName, readonly string[]>> = {
  academy: ['Business unit', 'Location', 'Start date'],
  compliance: ['Business unit', 'Country'],
  campus: ['Job title', 'Cost centre', 'Dietary needs'],
}

const pages: readonly (readonly [DomainName, string, boolean, string | null])[] = [
  ['academy', 'All courses', true, null],
  ['academy', 'For new colleagues', true, null],
  ['academy', 'Sales enablement', false, 'Commercial'],
  ['compliance', 'Mandatory training', true, null],
  ['compliance', 'Safety in the field', false, 'Operations'],
  ['campus', 'Leadership programme', false, 'People managers'],
  ['campus', 'Product certification', true, null],
]

export function createSite(making: Making): Site {
  const { writer, days } = making
  const founded = at(days.first - 900, 9)
  const names: readonly DomainName[] = ['academy', 'compliance', 'campus']
  const domains = names.map((name, index): Domain => {
    const host = `${name}.larkfield.example`
    const id = writer.id('domain')
    const created = founded + index * 60 * SECONDS_PER_DAY
    writer.add('domain', { created_at: stamped(created).created_at, domain_id: id, name: host })
    const signupFields = labels[name].map((label, order) => {
      const field = { id: writer.id('domain_signup_field'), label }
      writer.add('domain_signup_field', {
        ...stamped(created + order * 300),
        domain_signup_field_id: field.id,
        label,
        domain_id: id,
      })
      return field
    })
    return { id, name, host, signupFields }
  })

  const units = [...new Set(teams(days).map(({ businessUnit }) => businessUnit))]
  const groups = [...units, 'People managers', 'New joiners', 'Works council'].map((name, index): Group => {
    const id = writer.id('student_group')
    writer.add('student_group', { ...stamped(founded + index * 7200), student_group_id: id, name })
    return { id, name }
  })

  const tags = new Map<string, string>()
  for (const name of [...new Set(courseTitles.flatMap((course) => course.tags)), 'Seldom used']) {
    const id = writer.id('tag')
    tags.set(name, id)
    writer.add('tag', { ...stamped(founded + SECONDS_PER_DAY), tag_id: id, name, slug: slugged(name) })
  }
  createPages(making, domains, groups, founded)
  return { domains, groups, tags }
}

function createPages({ writer }: Making, domains: readonly Domain[], groups: readonly Group[], founded: number): void {
  for (const [index, [domain, title, isVisible, only]] of pages.entries()) {
    const id = writer.id('catalog_page')
    const created = founded + (30 + index) * SECONDS_PER_DAY
    writer.add('catalog_page', {
      ...stamped(created, created + 100 * SECONDS_PER_DAY),
      catalog_page_id: id,
      domain_id: domains.find(({ name }) => name === domain)?.id ?? null,
      is_visible: isVisible,
      page_title: title,
    })
    for (const group of groups) {
      const isHidden = isVisible && group.name === 'Works council' && index === 0
      if (group.name !== only && !isHidden) continue
      writer.add('catalog_page_student_group_visibility', {
        ...stamped(created + 600),
        catalog_page_student_group_visibility_id: writer.id('catalog_page_student_group_visibility'),
        catalog_page_id: id,
        is_visible: !isHidden,
        student_group_id: group.id,
      })
    }
  }
}
