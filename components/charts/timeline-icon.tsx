import {
  Award,
  BookOpen,
  CalendarDays,
  Circle,
  ClipboardCheck,
  CircleCheck,
  Dumbbell,
  FolderCheck,
  Gauge,
  GraduationCap,
  HelpCircle,
  type LucideIcon,
  MonitorPlay,
  Play,
  Route,
  ShoppingCart,
  UserRound,
  UsersRound,
} from 'lucide-react'

const icons = {
  start: Play,
  completion: CircleCheck,
  course: BookOpen,
  assessment: Gauge,
  assignment: ClipboardCheck,
  certification: GraduationCap,
  certificate: Award,
  track: Route,
  quiz: HelpCircle,
  session: CalendarDays,
  project: FolderCheck,
  practice: Dumbbell,
  scorm: MonitorPlay,
  team: UsersRound,
  account: UserRound,
  purchase: ShoppingCart,
  other: Circle,
} as const satisfies Record<string, LucideIcon>

/** What happened, as a shape. */
export type TimelineIcon = keyof typeof icons

const tones = {
  positive: 'text-positive',
  negative: 'text-negative',
  warning: 'text-warning',
  none: 'text-muted',
} as const

export function EventIcon({ icon, tone = 'none' }: { icon: TimelineIcon; tone?: keyof typeof tones | undefined }) {
  const Icon = icons[icon]
  return (
    <span
      aria-hidden
      className={`inline-flex size-7 shrink-0 items-center justify-center rounded-full border border-border-strong bg-surface ${tones[tone]}`}
    >
      <Icon className="size-3.5" />
    </span>
  )
}
