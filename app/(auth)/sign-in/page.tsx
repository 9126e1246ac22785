import { redirect } from 'next/navigation'
import { safeCallback } from '@/lib/auth/callback-url'
import { isSetupOpen } from '@/lib/auth/users'
import { sessionActor } from '@/lib/authz/actor'
import { definePage } from '@/lib/authz/page'
import { app } from '@/lib/db/app'
import { SignInForm } from './sign-in-form'

export const metadata = { title: 'Sign in' }

export default definePage('/sign-in', async ({ search }) => {
  if (await isSetupOpen(app())) redirect('/setup')
  const callbackUrl = safeCallback(search.get('callbackUrl'))
  if (await sessionActor()) redirect(callbackUrl)
  return (
    <>
      <h1 className="text-display font-[640] tracking-tight">Sign in</h1>
      <p className="mb-5 text-lead text-muted">With the account that your administrator gave you.</p>
      <SignInForm callbackUrl={callbackUrl} />
    </>
  )
})
