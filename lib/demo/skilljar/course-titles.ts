/** What the demo's Skilljar teaches: in-house courses of the three academies, composed for the demo. */

export type DomainName = 'academy' | 'compliance' | 'campus'
/** How a course is taught besides reading: a live workshop, a SCORM package, a simple web page, or nothing more. */
export type CourseFormat = 'live' | 'scorm' | 'web' | 'plain'

export interface CourseTitle {
  readonly title: string
  readonly domain: DomainName
  readonly format: CourseFormat
  readonly tags: readonly string[]
  readonly topics: readonly string[]
}

type Line = readonly [title: string, format: CourseFormat, tags: string, ...topics: string[]]

const academy: readonly Line[] = [
  ['Welcome to Larkfield', 'web', 'Onboarding', 'Who we are', 'How we work', 'Your first 30 days'],
  [
    'Tools of the Workplace',
    'plain',
    'Onboarding,Systems',
    'Mail and calendar',
    'Documents',
    'Meetings',
    'Getting help',
  ],
  ['Our Customers and Markets', 'plain', 'Onboarding,Customer', 'Whom we serve', 'What they expect', 'How we listen'],
  ['Writing That Gets Read', 'plain', 'Communication', 'One message', 'Structure', 'Plain words', 'Subject lines'],
  [
    'Presenting with Confidence',
    'live',
    'Communication',
    'Story first',
    'Slides that help',
    'Voice and pace',
    'Difficult questions',
  ],
  ['Meetings Worth the Time', 'web', 'Communication,Productivity', 'Purpose', 'Agenda', 'Decisions'],
  ['Feedback That Helps', 'live', 'Communication,Leadership', 'Observe', 'Describe', 'Agree on the next step'],
  ['Conversations with Customers', 'scorm', 'Customer', 'Listening', 'Complaints', 'Follow-up', 'Saying no'],
  ['Negotiation Basics', 'live', 'Customer,Communication', 'Interests', 'Alternatives', 'Concessions', 'Closing'],
  ['Account Planning', 'scorm', 'Customer', 'Reading an account', 'Goals', 'The plan on one page'],
  ['The CRM in Daily Work', 'scorm', 'Systems,Customer', 'Contacts', 'Opportunities', 'Forecast', 'Clean data'],
  ['Orders from Quote to Invoice', 'scorm', 'Systems', 'Quotes', 'Orders', 'Deliveries', 'Invoices'],
  ['Expense Reports', 'plain', 'Systems', 'What counts', 'Receipts', 'Approval'],
  ['Project Work at Larkfield', 'live', 'Productivity', 'Charter', 'Plan', 'Risks', 'Reviews', 'Closing'],
  ['Agile Teams', 'scorm', 'Productivity', 'Roles', 'Boards', 'Retrospectives', 'Estimates'],
  ['Managing Your Time', 'plain', 'Productivity', 'Priorities', 'Calendar', 'Interruptions'],
  ['Working with Data Responsibly', 'scorm', 'Data', 'Where data comes from', 'Reading charts', 'Bias', 'Sharing'],
  ['Key Figures of Our Business', 'plain', 'Data', 'Revenue', 'Margin', 'Cash', 'Service level'],
  [
    'Generative AI at Work',
    'live',
    'Data,Systems',
    'What it can do',
    'Good prompts',
    'Checking answers',
    'Rules of the house',
  ],
  ['Remote and Hybrid Teams', 'web', 'Communication,Leadership', 'Rhythm', 'Trust', 'Tools'],
]

const compliance: readonly Line[] = [
  ['Code of Conduct', 'scorm', 'Compliance', 'Our values', 'Gifts', 'Conflicts of interest', 'Speaking up'],
  [
    'Data Protection Essentials',
    'scorm',
    'Compliance,Data',
    'Personal data',
    'Lawful use',
    'Rights of people',
    'Breaches',
  ],
  ['Information Security Awareness', 'scorm', 'Compliance,Systems', 'Passwords', 'Phishing', 'Devices', 'Reporting'],
  ['Preventing Bribery', 'web', 'Compliance', 'What bribery is', 'Third parties', 'Records'],
  ['Fair Competition', 'plain', 'Compliance', 'Talking to competitors', 'Trade associations', 'Pricing'],
  ['Workplace Safety', 'scorm', 'Compliance,Safety', 'Hazards', 'Protective equipment', 'Emergencies', 'Near misses'],
  ['Fire Safety for Wardens', 'live', 'Safety', 'Alarm', 'Evacuation', 'Extinguishers'],
  ['First Aid Refresher', 'live', 'Safety', 'Assess', 'Resuscitation', 'Wounds'],
  ['Working at Height', 'scorm', 'Safety', 'Ladders', 'Harness', 'Rescue'],
  ['Respect at Work', 'web', 'Compliance', 'Harassment', 'Bystanders', 'Where to turn'],
  ['Export Controls', 'plain', 'Compliance', 'Lists', 'Licences', 'Screening'],
  ['Quality Management ISO 9001', 'plain', 'Compliance', 'Processes', 'Audits', 'Corrective action', 'Improvement'],
  ['Environmental Responsibility', 'web', 'Compliance', 'Waste', 'Energy', 'Travel'],
]

const campus: readonly Line[] = [
  [
    'First-Time Managers',
    'live',
    'Leadership',
    'From colleague to manager',
    'Delegating',
    'One-to-ones',
    'Hiring',
    'Performance',
  ],
  ['Coaching Skills', 'live', 'Leadership,Communication', 'Asking', 'Listening', 'Goals', 'Accountability'],
  ['Leading through Change', 'live', 'Leadership', 'Why change hurts', 'Message', 'Resistance', 'Keeping it'],
  [
    'Finance for Managers',
    'scorm',
    'Leadership,Data',
    'Income statement',
    'Balance sheet',
    'Budgets',
    'Business cases',
  ],
  ['Strategic Thinking', 'plain', 'Leadership', 'Choices', 'Trade-offs', 'Scenarios'],
  ['Train the Trainer', 'live', 'Leadership,Communication', 'Adults learn', 'Design', 'Facilitation', 'Evaluation'],
  [
    'Certified Product Specialist',
    'scorm',
    'Product,Customer',
    'Portfolio',
    'Configuration',
    'Installation',
    'Support',
  ],
  ['Product Fundamentals', 'web', 'Product,Onboarding', 'Portfolio', 'Use cases', 'Competitors'],
  ['Advanced Configuration', 'scorm', 'Product', 'Profiles', 'Rules', 'Integrations', 'Troubleshooting'],
  ['Service Technician Level 1', 'scorm', 'Product,Safety', 'Tools', 'Diagnosis', 'Repair', 'Documentation'],
  ['Service Technician Level 2', 'live', 'Product,Safety', 'Electronics', 'Calibration', 'Field cases'],
  ['Solution Selling', 'live', 'Product,Customer', 'Discovery', 'Value', 'Proof', 'Proposal'],
]

const inDomain = (domain: DomainName, lines: readonly Line[]) =>
  lines.map(([title, format, tags, ...topics]): CourseTitle => ({
    title,
    domain,
    format,
    tags: tags.split(','),
    topics,
  }))

export const courseTitles: readonly CourseTitle[] = [
  ...inDomain('academy', academy),
  ...inDomain('compliance', compliance),
  ...inDomain('campus', campus),
]

/** Title, domain, tags, then the titles of the courses in their order. */
export const pathTitles: readonly (readonly [string, DomainName, string, ...string[]])[] = [
  [
    'Your First 90 Days',
    'academy',
    'Onboarding',
    'Welcome to Larkfield',
    'Tools of the Workplace',
    'Our Customers and Markets',
  ],
  [
    'Mandatory Training',
    'compliance',
    'Compliance',
    'Code of Conduct',
    'Data Protection Essentials',
    'Information Security Awareness',
    'Respect at Work',
  ],
  [
    'Communicating Well',
    'academy',
    'Communication',
    'Writing That Gets Read',
    'Meetings Worth the Time',
    'Presenting with Confidence',
    'Feedback That Helps',
  ],
  [
    'New Managers',
    'campus',
    'Leadership',
    'First-Time Managers',
    'Coaching Skills',
    'Finance for Managers',
    'Leading through Change',
  ],
  [
    'Product Expert',
    'campus',
    'Product',
    'Product Fundamentals',
    'Certified Product Specialist',
    'Advanced Configuration',
  ],
  ['Safe in the Field', 'compliance', 'Safety', 'Workplace Safety', 'Working at Height', 'First Aid Refresher'],
]
