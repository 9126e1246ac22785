/**
 * Makes a part of a mart table equal to a query's rows and writes only what differs:
 * a rebuild that finds nothing new costs reading, not writing.
 */
import type pg from 'pg'
import { logged, noteFilled } from '@/lib/rollups/delta'
import { setBased } from './set-based'

export interface Mart {
  readonly table: string
  readonly key: readonly string[]
  readonly values: readonly string[]
}

/** SQL of this folder with its parameters; nothing from outside is ever written into the text. */
export interface Statement {
  readonly text: string
  readonly values?: readonly unknown[]
  /** Rows come in the order of the mart's key as good as, so that sorting them again would be wasted. */
  readonly isSorted?: boolean
}

/** `part` is the condition on the mart's rows (as `live`) that `rows` restates; columns of rows carry the mart's names. */
export async function replaceRows(tx: pg.ClientBase, mart: Mart, part: Statement, rows: Statement): Promise<void> {
  const sameKey = mart.key.map((name) => `fresh."${name}" = live."${name}"`).join(' and ')
  const sameValues = mart.values.map((name) => `fresh."${name}" is not distinct from live."${name}"`).join(' and ')
  const columns = [...mart.key, ...mart.values].map((name) => `"${name}"`).join(', ')
  const values = [...(part.values ?? [])]

  const { rowCount: found } = await tx.query(`select from ${mart.table} live where ${part.text} limit 1`, values)
  if (found === 0) {
    const { rowCount: others } = await tx.query(`select from ${mart.table} limit 1`)
    const text = `insert into ${mart.table} as live (${columns}) select ${columns} from (${rows.text}) as fresh${rows.isSorted ? '' : ` order by ${columns}`}`
    await setBased(tx, async () => {
      if (others !== 0) return logged(tx, mart, { text, values: rows.values ?? [], rows: 'come' })
      const { rowCount } = await tx.query(text, [...(rows.values ?? [])])
      if (rowCount !== 0) await noteFilled(tx, mart.table)
    })
    return
  }

  await tx.query('drop table if exists pg_temp.fresh')
  await setBased(tx, async () => {
    await tx.query(`create temp table fresh on commit drop as ${rows.text}`, [...(rows.values ?? [])])
    await tx.query('analyze pg_temp.fresh')
    await logged(tx, mart, {
      text: `delete from ${mart.table} live
       where ${part.text} and not exists (select from pg_temp.fresh where ${sameKey} and ${sameValues})`,
      values,
      rows: 'go',
    })
    // In key order, so that a period of days lies together on disk.
    await logged(tx, mart, {
      text: `insert into ${mart.table} as live (${columns})
       select ${columns} from pg_temp.fresh
       where not exists (select from ${mart.table} live where ${part.text} and ${sameKey})
       order by ${columns}`,
      values,
      rows: 'come',
    })
  })
  await tx.query('drop table pg_temp.fresh')
}
