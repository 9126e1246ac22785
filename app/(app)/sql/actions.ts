'use server'

import { revalidatePath } from 'next/cache'
import { z } from 'zod'
import { defineAction } from '@/lib/authz/action'
import { app } from '@/lib/db/app'
import { doneOrRefused } from '@/lib/exports/refused'
import { requestStatement } from '@/lib/exports/request'
import { formatIds } from '@/lib/format/file-format'
import { LONGEST_STATEMENT } from '@/lib/sql/check'
import { chartChoice, keepQuery, NameTaken, removeQuery } from '@/lib/sql/queries'

const gone = { ok: false, message: 'This query is not there any more, or it is somebody else’s. Save it as a new one.' }

const chart = z
  .string()
  .max(2_000)
  .transform((text, context) => {
    const parsed = chartChoice.nullable().safeParse(jsonOf(text))
    if (parsed.success) return parsed.data
    context.addIssue({ code: 'custom', message: 'The chart cannot be read.' })
    return z.NEVER
  })

/** Within JSON, because a form would change the ends of lines. */
const statement = z.string().transform(jsonOf).pipe(z.string('Write a statement first.'))

export const save = defineAction(
  'query.save',
  z.object({
    id: z.uuid().optional(),
    name: z
      .string()
      .trim()
      .min(1, 'Give it a name.')
      .max(80, 'At most 80 characters.')
      .regex(/^[^\p{Cc}]*$/u, 'Line breaks and the like cannot stand in a name.'),
    about: z.string().trim().max(400, 'At most 400 characters.').default(''),
    statement: statement.pipe(z.string().trim().min(1, 'Write a statement first.').max(LONGEST_STATEMENT)),
    chart: chart.default(null),
    shared: z.string().optional(),
  }),
  async ({ shared, ...kept }, actor) => {
    try {
      const id = await keepQuery(app(), actor, { ...kept, shared: shared !== undefined })
      if (id === null) return gone
      revalidatePath('/sql')
      // The page goes on with it by its address.
      return { ok: true, message: id }
    } catch (error) {
      if (!(error instanceof NameTaken)) throw error
      return { ok: false, message: 'Some fields need another look.', errors: { name: error.message } }
    }
  },
)

export const remove = defineAction('query.remove', z.object({ id: z.uuid() }), async ({ id }, actor) => {
  if (!(await removeQuery(app(), actor, id))) return gone
  revalidatePath('/sql')
  return { ok: true, message: 'The query was removed.' }
})

export const queue = defineAction(
  'sql.queue',
  z.object({ statement, format: z.enum(formatIds, 'Choose one of the formats.') }),
  ({ statement, format }, actor) => doneOrRefused(() => requestStatement(app(), actor, statement, format)),
)

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
