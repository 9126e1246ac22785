/** The teams of Larkfield Group, the demo's company. */
import type { Calendar, Day } from './calendar'

export const COMPANY = 'Larkfield Group'
export const GROUP_ID = 4321

export interface Team {
  readonly id: number
  readonly name: string
  readonly slug: string
  readonly createdOn: Day
  readonly updatedOn: Day | null
  readonly deletedOn: Day | null
  /** Technologies that its people mostly learn. */
  readonly interests: readonly string[]
  /** Share of the company's people, relative to the other teams. */
  readonly weight: number
  readonly businessUnit: string
}

type Row = readonly [name: string, businessUnit: string, weight: number, ...interests: string[]]

const rows: readonly Row[] = [
  ['Data Platform', 'Technology', 5, 'Python', 'SQL', 'Snowflake', 'Docker'],
  ['Analytics', 'Technology', 6, 'SQL', 'Python', 'Power BI', 'Tableau'],
  ['Software Engineering', 'Technology', 9, 'Python', 'Git', 'Docker', 'Java'],
  ['Cloud Operations', 'Technology', 4, 'AWS', 'Docker', 'Kubernetes', 'Shell'],
  ['Information Security', 'Technology', 3, 'Python', 'Shell', 'Theory'],
  ['Machine Learning', 'Technology', 3, 'Python', 'PySpark', 'OpenAI'],
  ['Finance Planning', 'Finance', 6, 'Excel', 'Power BI', 'SQL'],
  ['Controlling', 'Finance', 4, 'Excel', 'Power BI'],
  ['Risk and Compliance', 'Finance', 3, 'R', 'SQL', 'Theory'],
  ['Actuarial Science', 'Finance', 2, 'R', 'Python'],
  ['Sales Operations', 'Commercial', 7, 'Excel', 'Tableau', 'SQL'],
  ['Customer Success', 'Commercial', 6, 'Theory', 'Excel', 'ChatGPT'],
  ['Marketing Insights', 'Commercial', 5, 'Tableau', 'Python', 'ChatGPT'],
  ['Pricing', 'Commercial', 2, 'R', 'SQL', 'Python'],
  ['Product Management', 'Commercial', 4, 'SQL', 'Theory', 'ChatGPT'],
  ['Supply Chain', 'Operations', 6, 'Excel', 'Power BI', 'Python'],
  ['Field Service', 'Operations', 8, 'Excel', 'Theory'],
  ['Quality Assurance', 'Operations', 3, 'SQL', 'Git', 'Excel'],
  ['Procurement', 'Operations', 3, 'Excel', 'Power BI'],
  ['People and Culture', 'Corporate', 4, 'Theory', 'Excel', 'ChatGPT'],
  ['Learning and Development', 'Corporate', 2, 'Theory', 'ChatGPT', 'Power BI'],
  ['Legal', 'Corporate', 2, 'Theory', 'ChatGPT'],
  // The same name twice: two offices opened a team each, and DataCamp made the second slug unique.
  ['Analytics', 'Operations', 3, 'Power BI', 'Excel', 'SQL'],
  // Dissolved half a year ago; its history stays.
  ['Digital Transformation Office', 'Corporate', 2, 'Theory', 'Python'],
]

export const technologies: readonly string[] = [...new Set(rows.flatMap(([, , , ...interests]) => interests))]

const slugged = (name: string) => name.toLowerCase().replaceAll(' ', '-')

export function teams({ first, last }: Calendar): readonly Team[] {
  return rows.map(([name, businessUnit, weight, ...interests], index): Team => {
    const repeated = rows.findIndex((row) => row[0] === name) < index
    const deleted = name === 'Digital Transformation Office'
    return {
      id: 201 + index * 3,
      name,
      slug: repeated ? `${slugged(name)}-3b956847-44d0-4c1e-9a52-7f0d6e2b8c14` : slugged(name),
      createdOn: repeated ? first + 40 : first - 700 + ((index * 53) % 500),
      updatedOn: index % 4 === 0 ? null : first + ((index * 37) % 150),
      deletedOn: deleted ? Math.round(first + (last - first) * 0.66) : null,
      interests,
      weight,
      businessUnit,
    }
  })
}
