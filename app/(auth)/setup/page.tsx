import { notFound } from 'next/navigation'
import { isSetupOpen } from '@/lib/auth/users'
import { definePage } from '@/lib/authz/page'
import { app } from '@/lib/db/app'
import { SetupForm } from './setup-form'

export const metadata = { title: 'Set up' }

export default definePage('/setup', async () => {
  if (!(await isSetupOpen(app()))) notFound()
  return (
    <>
      <h1 className="text-display font-[640] tracking-tight">Set up Skillscope</h1>
      <p className="mb-5 text-lead text-muted">
        Make the first account. It is an administrator’s; this page closes for good afterwards.
      </p>
      <SetupForm />
    </>
  )
})
