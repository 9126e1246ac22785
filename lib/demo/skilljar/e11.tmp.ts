import { emptyDatabase } from '@/lib/testing/database'
import { people } from '../people'
import { createSkilljar } from './create-skilljar'
const db = await emptyDatabase()
const shared = { people: Number(process.argv[2] ?? 2000), months: 18, seed: 1, today: '2026-11-22' }
const all = people(shared)
const t = Date.now()
await createSkilljar(db.pool, { ...shared, people: all })
console.log('ms', Date.now() - t, 'rss MB', Math.round(process.memoryUsage().rss / 1e6))
const q = async (sql: string) => console.table((await db.pool.query(sql)).rows)
await q(`select relname, reltuples::int from pg_class where relnamespace='public'::regnamespace and relkind='r' order by 2 desc`)
for (const sql of (process.argv[3] ?? '').split(';').filter(Boolean)) await q(sql)
await db.drop()
process.exit(0)
