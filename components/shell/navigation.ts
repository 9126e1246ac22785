/** The menu as data, in its order. Entries without their permission are not shown, and groups without entries neither. */
import {
  Activity,
  Award,
  BookA,
  BookOpen,
  Bookmark,
  CalendarClock,
  ClipboardList,
  DoorOpen,
  FileDown,
  FlaskConical,
  Gauge,
  GraduationCap,
  LayoutDashboard,
  ListChecks,
  KeyRound,
  Link2,
  Mail,
  NotebookPen,
  Package,
  Plug,
  Presentation,
  RefreshCw,
  Route,
  ScrollText,
  Settings,
  ShieldCheck,
  ShoppingCart,
  Sigma,
  SquareTerminal,
  Table2,
  TriangleAlert,
  UserRoundSearch,
  Users,
  UsersRound,
  Waypoints,
  type LucideIcon,
} from 'lucide-react'
import type { Permission } from '@/lib/authz/permissions'

export interface NavigationEntry {
  readonly href: string
  readonly label: string
  readonly icon: LucideIcon
  readonly permission: Permission
  /** Pages that belong to this entry though their address starts otherwise. */
  readonly also?: readonly string[]
}

export interface NavigationGroup {
  readonly label: string | null
  readonly entries: readonly NavigationEntry[]
}

const menu: readonly NavigationGroup[] = [
  {
    label: null,
    entries: [{ href: '/overview', label: 'Overview', icon: LayoutDashboard, permission: 'reports.read' }],
  },
  {
    label: 'Learning',
    entries: [
      {
        href: '/learning-activity',
        label: 'Learning activity',
        icon: Activity,
        permission: 'reports.read',
      },
    ],
  },
  {
    label: 'DataCamp',
    entries: [
      { href: '/datacamp/courses', label: 'Courses', icon: BookOpen, permission: 'reports.read' },
      { href: '/datacamp/assessments', label: 'Assessments', icon: Gauge, permission: 'reports.read' },
      { href: '/datacamp/assignments', label: 'Assignments', icon: ClipboardList, permission: 'reports.read' },
      { href: '/datacamp/certifications', label: 'Certifications', icon: Award, permission: 'reports.read' },
      { href: '/datacamp/tracks', label: 'Tracks', icon: Route, permission: 'reports.read' },
      {
        href: '/datacamp/practice-projects',
        label: 'Practice & projects',
        icon: FlaskConical,
        permission: 'reports.read',
      },
      { href: '/datacamp/workspaces', label: 'Workspaces', icon: NotebookPen, permission: 'reports.read' },
    ],
  },
  {
    label: 'Skilljar',
    entries: [
      { href: '/skilljar/courses', label: 'Courses', icon: GraduationCap, permission: 'reports.read' },
      { href: '/skilljar/quizzes', label: 'Quizzes', icon: ListChecks, permission: 'reports.read' },
      { href: '/skilljar/paths', label: 'Paths', icon: Waypoints, permission: 'reports.read' },
      { href: '/skilljar/live-training', label: 'Live training', icon: Presentation, permission: 'reports.read' },
      { href: '/skilljar/scorm', label: 'SCORM', icon: Package, permission: 'reports.read' },
      { href: '/skilljar/commerce', label: 'Commerce', icon: ShoppingCart, permission: 'reports.read' },
      { href: '/skilljar/access-groups', label: 'Access & groups', icon: DoorOpen, permission: 'reports.read' },
    ],
  },
  {
    label: 'People',
    entries: [
      { href: '/teams', label: 'Teams', icon: UsersRound, permission: 'reports.read' },
      { href: '/people', label: 'People', icon: Users, permission: 'people.read' },
      { href: '/at-risk', label: 'At risk', icon: UserRoundSearch, permission: 'reports.read' },
      { href: '/expiries', label: 'Expiry calendar', icon: CalendarClock, permission: 'reports.read' },
    ],
  },
  {
    label: 'Data',
    entries: [
      { href: '/explorer', label: 'Explorer', icon: Table2, permission: 'tables.read' },
      { href: '/dictionary', label: 'Dictionary', icon: BookA, permission: 'dictionary.read' },
      { href: '/catalogue', label: 'Metrics', icon: Sigma, permission: 'reports.read' },
      { href: '/sql', label: 'SQL', icon: SquareTerminal, permission: 'sql.run' },
      { href: '/quality', label: 'Quality', icon: ShieldCheck, permission: 'quality.read' },
      { href: '/exports', label: 'Exports', icon: FileDown, permission: 'exports.create' },
    ],
  },
  {
    label: 'Saved views',
    entries: [
      { href: '/views', label: 'All views', icon: Bookmark, permission: 'views.own' },
      { href: '/deliveries', label: 'Deliveries', icon: Mail, permission: 'deliveries.own' },
    ],
  },
  {
    label: 'Admin',
    entries: [
      { href: '/admin/connectors', label: 'Connectors', icon: Plug, permission: 'connectors.manage' },
      { href: '/admin/refreshes', label: 'Refreshes', icon: RefreshCw, permission: 'connectors.manage' },
      { href: '/admin/quarantine', label: 'Quarantine', icon: TriangleAlert, permission: 'connectors.manage' },
      { href: '/admin/identities', label: 'Identities', icon: Link2, permission: 'identities.manage' },
      { href: '/admin/users', label: 'Users', icon: Users, permission: 'users.manage' },
      { href: '/admin/tokens', label: 'API tokens', icon: KeyRound, permission: 'users.manage' },
      { href: '/admin/audit', label: 'Audit', icon: ScrollText, permission: 'audit.read' },
      { href: '/admin/settings', label: 'Settings', icon: Settings, permission: 'settings.manage' },
    ],
  },
]

export function navigationFor(permissions: readonly Permission[]): readonly NavigationGroup[] {
  return menu
    .map((group) => ({ ...group, entries: group.entries.filter(({ permission }) => permissions.includes(permission)) }))
    .filter(({ entries }) => entries.length > 0)
}

/** True on the entry's own page and on those below it. */
export function leadsTo({ href, also = [] }: NavigationEntry, path: string): boolean {
  return path === href || [href, ...also].some((start) => path.startsWith(`${start}/`))
}

/** Of the entry that a page belongs to. */
export function iconOf(path: string): LucideIcon {
  return menu.flatMap(({ entries }) => entries).find((entry) => leadsTo(entry, path))?.icon ?? Bookmark
}
