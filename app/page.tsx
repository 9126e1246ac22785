import { redirect } from 'next/navigation'
import { definePage } from '@/lib/authz/page'

export default definePage('/', () => redirect('/overview'))
