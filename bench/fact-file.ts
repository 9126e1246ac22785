/** A DataCamp delivery with one very large fact file: the demo's other files, and course_fact of 120,000 people more. */
import { appendFile, open, type FileHandle } from 'node:fs/promises'
import path from 'node:path'
import { findTable } from '@/lib/catalogue/catalogue'
import { createDatacamp } from '@/lib/demo/datacamp/create-datacamp'
import { people as peopleOf } from '@/lib/demo/people'
import { random } from '@/lib/demo/random'

const PEOPLE = 120_000
const COURSES = 400
const TEAMS = 200
const DAYS = 1_096
const LAST_DAY = Date.UTC(2026, 9, 31)
const DAYS_PER_COURSE = 7
const FIRST_USER = 10_000_000
const FIRST_COURSE = 900_000
const FIRST_TEAM = 50_000
const technologies = [
  'Python',
  'R',
  'SQL',
  'Tableau',
  'Power BI',
  'Excel',
  'Git',
  'Shell',
  'Spark',
  'Theory',
  'Scala',
  'Julia',
]

interface FactFile {
  readonly rows: number
  /** Every how many rows one differs from the delivery without this; 0: none. */
  readonly changeEvery: number
}

/** Writes the whole delivery into `folder`. */
export async function createFactDelivery(folder: string, rows: number): Promise<void> {
  const span = { people: 200, months: 18, seed: 1, today: '2026-11-01' }
  await createDatacamp(folder, { ...span, people: peopleOf(span), onProgress: () => undefined })
  await append(folder, 'user_dim', PEOPLE, (index) => {
    const name = `learner${index}`
    return {
      user_id: FIRST_USER + index,
      first_name: 'Learner',
      last_name: index,
      email: `${name}@example.org`,
      slug: name,
    }
  })
  await append(folder, 'course_dim', COURSES, (index) => {
    const technology = technologies[index % technologies.length]
    return { course_id: FIRST_COURSE + index, title: `Course ${index}`, technology, xp: 4_000 }
  })
  await append(folder, 'team_dim', TEAMS, (index) => ({ team_id: FIRST_TEAM + index, name: `Team ${index}` }))
  await append(folder, 'user_team_bridge', PEOPLE, (index) => ({
    user_id: FIRST_USER + index,
    team_id: FIRST_TEAM + (index % TEAMS),
    joined_team_date: '2023-01-01',
  }))
  await writeFacts(folder, { rows, changeEvery: 0 })
}

async function append(
  folder: string,
  table: string,
  count: number,
  rowOf: (index: number) => Readonly<Record<string, string | number | undefined>>,
): Promise<void> {
  const columns = findTable(`datacamp.${table}`)?.columns ?? []
  const lines = Array.from({ length: count }, (_, index) => {
    const row = rowOf(index)
    return `${columns.map(({ name }) => row[name] ?? '').join(',')}\n`
  })
  await appendFile(path.join(folder, `${table}.csv`), lines.join(''))
}

/** Person by person, as the demo writes it; a person takes some courses, and each some days. */
export async function writeFacts(folder: string, { rows, changeEvery }: FactFile): Promise<void> {
  const file = await open(path.join(folder, 'course_fact.csv'), 'w')
  try {
    await file.writeFile('user_id,course_id,date_id,started_at,completed_at,time_spent,xp\n')
    await writeRows(file, rows, changeEvery)
  } finally {
    await file.close()
  }
}

async function writeRows(file: FileHandle, rows: number, changeEvery: number): Promise<void> {
  const chance = random(1, 'fact file')
  const days = Array.from({ length: DAYS + 60 }, (_, index) => {
    const day = new Date(LAST_DAY - (DAYS - 1 - index) * 86_400_000).toISOString().slice(0, 10)
    return { day, dateId: day.replaceAll('-', '') }
  })
  let text = ''
  for (let written = 0; written < rows;) {
    // Some learn a lot and many a little, as people do.
    const user = FIRST_USER + Math.floor(written / (rows / PEOPLE))
    const course = FIRST_COURSE + chance.integer(0, COURSES - 1)
    let day = chance.integer(0, DAYS - 60)
    const startedAt = `${days[day]?.day} 09:${chance.integer(10, 59)}:00`
    const count = Math.min(chance.integer(1, 2 * DAYS_PER_COURSE - 1), rows - written)
    const completedAt = chance.chance(0.6) ? `${days[day + 50]?.day} 17:${chance.integer(10, 59)}:00` : ''
    for (let index = 0; index < count; index++, written++, day += chance.integer(1, 3)) {
      const seconds = chance.integer(60, 5_400) + (changeEvery > 0 && written % changeEvery === 0 ? 7 : 0)
      text += `${user},${course},${days[day]?.dateId},${startedAt},${completedAt},${seconds},${chance.integer(0, 40) * 25}\n`
    }
    if (text.length > 1_000_000) {
      await file.writeFile(text)
      text = ''
    }
  }
  await file.writeFile(text)
}
