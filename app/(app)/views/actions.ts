'use server'

import { revalidatePath } from 'next/cache'
import { z } from 'zod'
import { defineAction, type FormResult } from '@/lib/authz/action'
import { withReader } from '@/lib/authz/reader'
import { scopeOf } from '@/lib/authz/scope'
import { app } from '@/lib/db/app'
import { keepAddress } from '@/lib/views/keep-address'
import { keepView, LONGEST_NAME, MOST_VIEWS, removeView, renameView, shareView } from '@/lib/views/manage-views'
import { orderPins, pinView, preferView } from '@/lib/views/own-places'
import { readSharing, sharingFields } from '@/lib/views/sharing'
import { ViewRefused } from '@/lib/views/view-refused'
import { visibleView } from '@/lib/views/visible'

const name = z
  .string('Give it a name.')
  .trim()
  .min(1, 'Give it a name.')
  .max(LONGEST_NAME, `At most ${LONGEST_NAME} characters.`)
  .regex(/^[^\p{Cc}]*$/u, 'Line breaks and the like cannot stand in a name.')
const oneView = { view: z.uuid() }
const checked = z.string().optional()

/** The menu shows views on every page. */
function refreshed(message: string): FormResult {
  revalidatePath('/', 'layout')
  return { ok: true, message }
}

async function answered(work: () => Promise<FormResult>): Promise<FormResult> {
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof ViewRefused)) throw error
    return error.field === 'form'
      ? { ok: false, message: error.message }
      : { ok: false, message: 'Some fields need another look.', errors: { [error.field]: error.message } }
  }
}

export const save = defineAction(
  'view.save',
  z.object({
    view: z.uuid().optional(),
    name,
    path: z.string().max(1_000),
    search: z.string().max(20_000).default(''),
    period: z.string().max(40).optional(),
    ...sharingFields,
    pin: checked,
    default: checked,
  }),
  ({ view = null, period = null, ...asked }, actor) =>
    answered(async () => {
      const before = view === null ? null : await visibleView(app(), actor, view)
      const kept = await withReader(scopeOf(actor), async (reader) => ({
        ...keepAddress(reader, actor, { ...asked, period }),
        ...(await readSharing(reader, asked, before)),
      }))
      await keepView(
        app(),
        actor,
        { name: asked.name, ...kept },
        { id: view, pinned: asked.pin === 'on', isDefault: asked.default === 'on' },
      )
      return refreshed('Saved.')
    }),
)

export const rename = defineAction('view.rename', z.object({ ...oneView, name }), ({ view, name }, actor) =>
  answered(async () => {
    await renameView(app(), actor, view, name)
    return refreshed('Renamed.')
  }),
)

export const share = defineAction(
  'view.share',
  z.object({ ...oneView, ...sharingFields }),
  ({ view, ...asked }, actor) =>
    answered(async () => {
      const before = await visibleView(app(), actor, view)
      const shared = await withReader(scopeOf(actor), (reader) => readSharing(reader, asked, before))
      await shareView(app(), actor, view, shared)
      return refreshed(shared.sharing === 'private' ? 'No longer shared.' : 'Shared.')
    }),
)

export const pin = defineAction('view.pin', z.object({ ...oneView, on: checked }), ({ view, on }, actor) =>
  answered(async () => {
    await pinView(app(), actor, view, { pinned: on === 'on' })
    return refreshed(on === 'on' ? 'In the sidebar.' : 'No longer in the sidebar.')
  }),
)

const ids = z
  .string()
  .transform((text) => text.split(','))
  .pipe(z.array(z.uuid()).max(2 * MOST_VIEWS))

export const order = defineAction('view.order', z.object({ views: ids }), ({ views }, actor) =>
  answered(async () => {
    await orderPins(app(), actor, views)
    return refreshed('The sidebar has them in this order.')
  }),
)

export const prefer = defineAction('view.prefer', z.object({ ...oneView, on: checked }), ({ view, on }, actor) =>
  answered(async () => {
    await preferView(app(), actor, view, { isDefault: on === 'on' })
    return refreshed(on === 'on' ? 'The page opens in it.' : 'The page opens in its own default.')
  }),
)

export const remove = defineAction('view.remove', z.object(oneView), ({ view }, actor) =>
  answered(async () => {
    await removeView(app(), actor, view)
    return refreshed('Removed.')
  }),
)
