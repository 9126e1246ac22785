/** Where the vendors describe their tables: the pages behind `@documented` of the catalogue. */
import type { ConnectorId, Table } from '@/lib/catalogue/types'

export interface Documentation {
  readonly title: string
  /** As the page heads the section: "Course Fact", "catalog_page". */
  readonly section: string
  readonly href: string
}

interface Page {
  readonly title: string
  readonly href: string
  readonly section: (anchor: string) => string
}

const titleCase = (anchor: string) =>
  anchor
    .split('-')
    .map((word) => `${word.charAt(0).toUpperCase()}${word.slice(1)}`)
    .join(' ')

export const documentationPages: Readonly<Record<ConnectorId, Page>> = {
  datacamp: {
    title: 'DataCamp Enterprise Docs, Data Model',
    href: 'https://enterprise-docs.datacamp.com/data-connector/explore-data-model/data-model',
    section: titleCase,
  },
  skilljar: {
    title: 'Skilljar Support, Data Connector tables',
    href: 'https://support.skilljar.com/hc/en-us/articles/20739692541587',
    section: (anchor) => anchor,
  },
}

export function documentationOf({ schema, documentedAt }: Table): Documentation | null {
  if (documentedAt === null || schema === 'mart') return null
  const [, anchor = ''] = documentedAt.split('#')
  const page = documentationPages[schema]
  return { title: page.title, section: page.section(anchor), href: `${page.href}#${anchor}` }
}
