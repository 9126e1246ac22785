import type { CardView } from '@/app/(app)/card-view'
import type { ViewOf } from '@/app/(app)/dashboard-page'
import type { certificationsCards, readCertifications } from '@/lib/reports/read-certifications'

export type CertificationsView = ViewOf<typeof readCertifications, typeof certificationsCards>

/** As one of its cards has it. */
export type CertificationsViewOf<Card extends keyof typeof certificationsCards> = CardView<CertificationsView, Card>
