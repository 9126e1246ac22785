/** The documentation’s query over everything: an export, not a panel. */
import { csv } from '@/lib/export/csv'
import { literalQuery } from '@/lib/export/literal-query'
import { withReader } from '@/lib/authz/reader'
import { ownScope } from '@/lib/authz/scope'
import { askCompiled } from '@/lib/metrics/ask'
import { turns, type Ratio } from './measure'
import { against, always } from './scale-against'
import type { ScaleData } from './scale-data'
import type { Peers } from './scale-peers'
import { answerDigest, assertSame, digestOf, peerSql, queryOf, type Shape } from './scale-shape'

const headline: Shape = {
  name: 'the documentation’s query, all teams, all time',
  metrics: ['xp', 'learning_hours'],
  by: ['week', 'team', 'technology'],
  period: always,
}

/** Its answer is an export: how long the database takes to make it, then to the last byte. */
export async function benchHeadline({ database, downloads }: ScaleData, peers: Peers): Promise<Ratio[]> {
  const digest = digestOf(headline, peerSql(headline))
  return withReader(
    ownScope,
    async (reader) => {
      const whole = { ...headline, by: [] as const }
      const [ours, raw, duck] = [
        await answerDigest(reader, headline),
        await peers.raw(digest),
        await peers.duck(digest),
      ]
      const { query } = askCompiled(reader, queryOf(headline))
      await assertSameRows(peers, literalQuery(query))
      // Each of our rows has its hours rounded.
      const rounded = Number(ours.answers) * 1e-6
      assertSame(whole, [ours], raw, 'the raw star', rounded)
      assertSame(whole, [ours], duck, 'DuckDB', rounded)
      const digests = await turns(
        { ours: () => answerDigest(reader, headline), raw: () => peers.raw(digest), duck: () => peers.duck(digest) },
        { rounds: 5, budget: 40 },
      )
      const streamed = await turns(
        {
          ours: async () => {
            for await (const _ of await csv(query, database.pool, { reader: ownScope.reader }));
          },
          raw: () => peers.rawStream(peerSql(headline)),
          duck: () => peers.duckStream(peerSql(headline)),
        },
        { rounds: 3, budget: 40 },
      )
      return [
        ...against(`${headline.name} (${Number(ours.answers).toLocaleString('en')} rows)`, digests, {
          raw: 50,
          duck: 4,
        }),
        ...against('the same as CSV to the last byte, ours named and sorted', streamed),
      ]
    },
    downloads,
  )
}

/** Too many rows to hold here: the server compares them. */
async function assertSameRows(peers: Peers, ours: string): Promise<void> {
  const [{ rows } = { rows: null }] = await peers.raw(
    `select count(*) as rows from (${ours}) as ours
     full join (${peerSql(headline)}) as theirs on ours.week = theirs.week and ours.team = theirs.team and ours.technology = theirs.technology
     where ours.xp is distinct from theirs.xp or abs(ours.learning_hours - theirs.learning_hours / 3600.0) > 1e-6`,
  )
  if (Number(rows) !== 0) throw new Error(`${headline.name}: ${String(rows)} rows differ from the raw star.`)
}
