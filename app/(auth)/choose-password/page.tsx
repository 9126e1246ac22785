import { definePage } from '@/lib/authz/page'
import { PasswordForm } from './password-form'

export const metadata = { title: 'Choose a password' }

export default definePage('/choose-password', () => (
  <>
    <h1 className="text-display font-[640] tracking-tight">Choose a password</h1>
    <PasswordForm />
    <noscript>
      <p className="text-small text-negative">This page needs JavaScript. Switch it on and open the link again.</p>
    </noscript>
  </>
))
