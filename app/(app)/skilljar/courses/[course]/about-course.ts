import type { AnalysisRow } from '@/lib/analyses/analysis'
import { formatCounted } from '@/lib/format/numbers'

/** "academy.example.com · 12 lessons, 1 optional · issues a certificate · Safety" */
export function aboutCourse(course: AnalysisRow): string {
  const { domain, lessons, optional_lessons: optional, issues_certificate: certificate, tags } = course
  const parts = [
    typeof domain === 'string' ? domain : 'No domain known',
    formatCounted(Number(lessons), 'required lesson', 'required lessons') +
      (Number(optional) > 0 ? `, ${Number(optional)} optional` : ''),
    course['is_live'] === false ? 'not live' : course['is_visible'] === false ? 'live, hidden' : null,
    certificate === true ? 'issues a certificate' : null,
    typeof tags === 'string' ? tags : null,
  ]
  return parts.filter((part) => part !== null).join(' · ')
}
