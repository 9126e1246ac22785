/** DataCamp's part: an S3 stub with a whole delivery, three tables of which change. */
import { tablesOf } from '@/lib/catalogue/catalogue'
import type { Random } from '@/lib/demo/random'
import { startS3Stub, type S3Stub } from '@/lib/testing/s3-stub'
import type { FaultSource, Rows } from './source'

export interface BucketSource extends FaultSource {
  readonly stub: S3Stub
  /** Puts the rows of now into the bucket. */
  deliver(): void
  /** The rows of now, and a way back to them. */
  remember(): () => void
  /** Adds so many facts, for runs that take their time. */
  grow(facts: number): void
  /** Loses half of the facts, as a broken export does. */
  shrink(): void
}

type Field = string | null

const columns = {
  user_dim: ['user_id', 'first_name', 'last_name', 'email'],
  course_dim: ['course_id', 'title', 'technology'],
  course_fact: ['user_id', 'course_id', 'date_id', 'started_at', 'time_spent'],
} as const

const USERS = 40
const COURSES = 12
const FACTS = 300
const DAYS = 20

export async function startBucket(random: Random): Promise<BucketSource> {
  const stub = await startS3Stub()
  let rows: { user_dim: Field[][]; course_dim: Field[][]; course_fact: Field[][] } = {
    user_dim: Array.from({ length: USERS }, (_, index) => user(index + 1, random)),
    course_dim: Array.from({ length: COURSES }, (_, index) => course(index + 1, random)),
    course_fact: [],
  }
  let nextUser = USERS + 1
  const fact = () => {
    const day = random.integer(1, DAYS)
    const date = `202605${String(day).padStart(2, '0')}`
    const started = `2026-05-${String(day).padStart(2, '0')} 08:00:0${random.integer(0, 9)}`
    const seconds = random.integer(0, 9)
    return [id(random.pick(rows.user_dim)), id(random.pick(rows.course_dim)), date, started, String(60 * seconds)]
  }
  rows.course_fact = Array.from({ length: FACTS }, fact)

  function deliver(): void {
    // All at one moment, as one export.
    const now = new Date()
    for (const { name, columns: all, derived } of tablesOf('datacamp')) {
      if (derived) continue
      const filled = name in rows ? name : undefined
      const header: readonly string[] = filled
        ? columns[filled as keyof typeof columns]
        : all.map((column) => column.name)
      const records = filled ? rows[filled as keyof typeof rows] : []
      const lines = [header, ...records].map((record) => record.map((field) => field ?? '').join(','))
      stub.put(`latest/${name}.csv`, `${lines.join('\n')}\n`, now)
    }
  }
  deliver()

  return {
    connectorId: 'datacamp',
    stub,
    deliver,
    columns,
    secrets: [stub.secretAccessKey, stub.accessKeyId],
    place: {
      connectorId: 'datacamp',
      credentials: {
        bucket: stub.bucket,
        region: 'us-east-1',
        accessKeyId: stub.accessKeyId,
        secretAccessKey: stub.secretAccessKey,
        endpoint: stub.endpoint,
        forcePathStyle: true,
      },
    },
    async mutate(chance) {
      for (let step = chance.integer(1, 4); step > 0; step--) {
        const facts = rows.course_fact
        const place = chance.integer(0, facts.length - 1)
        chance.weighted<() => void>([
          [() => void facts.push(...Array.from({ length: chance.integer(1, 8) }, fact)), 4],
          [() => void facts.splice(place, chance.integer(1, 4)), 3],
          [() => void facts.splice(place, 1, fact()), 2],
          [() => void rows.user_dim.push(user(nextUser++, chance)), 2],
          [
            () => void rows.user_dim.splice(chance.integer(0, rows.user_dim.length - 1), 1),
            rows.user_dim.length > USERS ? 1 : 0,
          ],
          [() => rename(rows.user_dim, (key) => user(key, chance), chance), 2],
          [() => rename(rows.course_dim, (key) => course(key, chance), chance), 1],
        ])()
      }
      deliver()
    },
    grow(count) {
      for (let added = 0; added < count; added++) rows.course_fact.push(fact())
      deliver()
    },
    shrink() {
      rows.course_fact.splice(0, Math.ceil(rows.course_fact.length / 2))
      deliver()
    },
    remember() {
      const copy = structuredClone(rows)
      return () => {
        rows = structuredClone(copy)
        deliver()
      }
    },
    async rows(): Promise<Rows> {
      return Object.fromEntries(
        Object.entries(rows).map(([table, all]) => [table, all.map((row) => JSON.stringify(row))]),
      )
    },
    stop: () => stub.stop(),
  }
}

const id = (row: Field[]) => row[0] ?? ''

function user(key: number, random: Random): Field[] {
  // Some share their address with a student of the other source.
  const email = random.chance(0.1) ? null : `p${random.integer(1, 50)}@example.com`
  return [String(key), `First${random.integer(1, 9)}`, `Last${key}`, email]
}

function course(key: number, random: Random): Field[] {
  return [String(key), `Course ${key}.${random.integer(1, 99)}`, random.pick(['Python', 'SQL', 'R'])]
}

function rename(table: Field[][], again: (key: number) => Field[], random: Random): void {
  const place = random.integer(0, table.length - 1)
  table.splice(place, 1, again(Number(id(table[place] as Field[]))))
}
