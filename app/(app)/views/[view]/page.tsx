import { notFound, redirect } from 'next/navigation'
import { definePage } from '@/lib/authz/page'
import { withReader } from '@/lib/authz/reader'
import { app } from '@/lib/db/app'
import { openView } from '@/lib/views/open-view'
import { visibleView } from '@/lib/views/visible'
import { addressOfView } from '@/lib/views/view-address'

/** The permalink. What is not shared is as unknown as what does not exist. */
export default definePage('/views/[view]', async ({ actor, scope, params }) => {
  const view = await visibleView(app(), actor, params['view'] ?? '')
  if (view === null) notFound()
  redirect(addressOfView(view.id, await withReader(scope, (reader) => openView(reader, view))))
})
