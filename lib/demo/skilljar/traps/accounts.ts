/** One person under three accounts, and three who must not become one for having no address. */
import type { Rows } from './rows'

export const accounts: Rows = {
  student: [
    { student_id: 'ann', first_name: 'Ann', last_name: 'Lee', email: 'ann.lee@example.com' },
    { student_id: 'ann2', first_name: 'Ann', last_name: 'Lee', email: 'ANN.LEE@Example.com' },
    { student_id: 'ann3', first_name: 'A.', last_name: 'Lee', email: '  ann.lee@example.com ' },
    { student_id: 'ben', first_name: 'Ben', last_name: 'Okoye', email: 'ben@example.com' },
    { student_id: 'nomail1', first_name: 'Nora', last_name: 'Park', email: null },
    { student_id: 'nomail2', first_name: 'Nora', last_name: 'Park', email: '' },
    { student_id: 'nomail3', first_name: 'Nora', last_name: 'Park', email: '   ' },
    { student_id: 'idle', first_name: 'Ida', last_name: "O'Neil\\\t\n=1+1", email: 'ida@example.com' },
  ],
  domain: [{ domain_id: 'd1', name: 'academy.example.com' }],
  domain_membership: [
    { domain_membership_id: 'm1', is_active: true, domain_id: 'd1', student_id: 'ann' },
    {
      domain_membership_id: 'm2',
      is_active: false,
      expires_at: '2026-03-10 00:00:00',
      domain_id: 'd1',
      student_id: 'ann2',
    },
  ],
  domain_signup_field: [{ domain_signup_field_id: 'f1', label: 'Team', domain_id: 'd1' }],
  domain_signup_info: [
    { domain_signup_info_id: 'i1', value: 'Sales', domain_membership_id: 'm1', domain_signup_field_id: 'f1' },
  ],
  // Groups overlap: ann is in both.
  student_group: [
    { student_group_id: 'g1', name: 'Sales' },
    { student_group_id: 'g2', name: 'Everyone' },
  ],
  student_group_membership: [
    { student_group_membership_id: 'gm1', student_id: 'ann', student_group_id: 'g1' },
    { student_group_membership_id: 'gm2', student_id: 'ann', student_group_id: 'g2' },
    { student_group_membership_id: 'gm3', student_id: 'gone', student_group_id: 'g2' },
  ],
}
