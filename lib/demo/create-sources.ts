/** Both demo sources: DataCamp's delivery as a folder of CSV, Skilljar's tables in a database of their own. */
import type { Pool } from 'pg'
import { createDatacamp } from './datacamp/create-datacamp'
import { people as peopleOf } from './people'
import type { Progress } from './progress'
import { createSkilljar } from './skilljar/create-skilljar'

export interface DemoOptions {
  /** DataCamp's `latest` folder; made if absent. */
  readonly folder: string
  /** An empty database that Skilljar's tables are made in. */
  readonly skilljar: Pool
  readonly people?: number
  readonly months?: number
  readonly seed?: number
  /** YYYY-MM-DD; the newest activity is the day before. */
  readonly today: string
  readonly onProgress?: Progress
}

export async function createDemoSources(options: DemoOptions): Promise<void> {
  const { folder, skilljar, months = 18, seed = 1, today, onProgress = () => {} } = options
  const people = peopleOf({ people: options.people ?? 2000, months, seed, today })
  const shared = { people, months, seed, today }
  const half = people.length
  await createDatacamp(folder, { ...shared, onProgress: (done, _, note) => onProgress(done, 2 * half, note) })
  await createSkilljar(skilljar, { ...shared, onProgress: (done, _, note) => onProgress(half + done, 2 * half, note) })
}
