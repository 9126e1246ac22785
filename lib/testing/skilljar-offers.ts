/** Events of live training and of what is sold, one by one (skilljar-oracle.ts). */
import { later, notSet, type OracleInput } from './skilljar-event'
import { dayOf } from './skilljar-rows'

/** Where events take place: by the name that a location of Skilljar's has, be it written by name or by address. */
function placesOf(raw: OracleInput['raw']) {
  const plain = (text: string | null) => (text ?? '').trim()
  return ({ location }: { readonly location: string | null }): string => {
    const written = plain(location).toLowerCase()
    const listed = raw.vilt_location
      .filter(({ name }) => plain(name) !== '')
      .toSorted((one, other) => (one.vilt_location_id < other.vilt_location_id ? -1 : 1))
      .find(({ name, info_url }) => [name, info_url].some((text) => plain(text).toLowerCase() === written))
    if (written === '') return 'Not set'
    return listed ? plain(listed.name) : plain(location)
  }
}

const orNone = (values: readonly string[]) => {
  const known = [...new Set(values.filter((value) => value !== 'Not set'))]
  return known.length > 0 ? known : ['Not set']
}

export function sessionEvents({ raw, world, asOf, add }: OracleInput): void {
  const placeOf = placesOf(raw)
  const progressOf = new Map(raw.student_lesson_progress.map((row) => [row.student_lesson_progress_id, row]))
  const courseProgressOf = new Map(raw.student_course_progress.map((row) => [row.student_course_progress_id, row]))
  const sessions = new Map(
    raw.vilt_session.map((session) => {
      const own = raw.vilt_session_event.filter((row) => row.vilt_session_id === session.vilt_session_id)
      const begins = own.map((row) => row.starts_at ?? '').sort()[0]
      const ends = own
        .map((row) => row.ends_at ?? row.starts_at ?? '')
        .sort()
        .at(-1)
      const isOn = session.cancelled_at === null
      const seats = isOn ? (session.seats_total ?? 0) : 0
      const isHeld = isOn && ends !== undefined && ends <= asOf
      const groups = {
        instructor: notSet(session.instructor_name),
        account: session.vilt_account_id,
        session_state: isOn ? (isHeld ? 'held' : 'planned') : 'cancelled',
        location: orNone(own.map(placeOf)),
        time_zone: orNone(own.map(({ timezone }) => notSet(timezone))),
      }
      const day = dayOf(begins ?? session.created_at ?? '')
      return [session.vilt_session_id, { own, begins, groups, day, isOn, seats, isHeld }] as const
    }),
  )
  for (const [id, { own, day, groups, isOn, isHeld, seats }] of sessions) {
    const at = `session/${id}`
    const event = { day, content: `skilljar/${at}`, ...groups, ...world.placeOfThing(at) }
    add('vilt_sessions', event)
    if (isHeld) add('vilt_sessions_held', event)
    if (isOn && !isHeld) add('vilt_sessions_planned', event)
    if (!isOn) add('vilt_sessions_cancelled', event)
    if (seats > 0) add('vilt_seats', event, seats)
    for (const row of own) {
      const placed = { ...event, location: [placeOf(row)], time_zone: [notSet(row.timezone)] }
      add('vilt_events', placed)
      const hours = (Date.parse(`${row.ends_at}Z`) - Date.parse(`${row.starts_at}Z`)) / 3_600_000
      if (isOn && hours > 0) add('vilt_event_hours', placed, hours)
    }
  }
  const unknown = {
    instructor: 'Not set',
    account: null,
    session_state: 'Not set',
    location: ['Not set'],
    time_zone: ['Not set'],
  }
  for (const row of raw.vilt_session_registration) {
    const lesson = progressOf.get(row.student_lesson_progress_id ?? '')
    const course = courseProgressOf.get(lesson?.student_course_progress_id ?? '')
    for (const owner of world.ownersOf(row.student_lesson_progress_id)) {
      const session = sessions.get(row.vilt_session_id ?? '')
      const at = `session/${row.vilt_session_id}`
      const mark = row.attended === null ? 'unmarked' : row.attended ? 'attended' : 'no_show'
      const event = {
        day: session?.day ?? dayOf(row.created_at ?? ''),
        content: `skilljar/${at}`,
        ...(session?.groups ?? unknown),
        attendance: session?.isHeld ? mark : 'Not set',
        ...world.place(owner?.student_id, at),
      }
      add('vilt_registrations', event)
      if (session && session.seats > 0) add('vilt_seats_taken', event)
      if (!session?.isHeld) continue
      add('vilt_registrations_held', event)
      add(row.attended === null ? 'vilt_unmarked' : 'vilt_marked', event)
      if (row.attended !== null) add(row.attended ? 'vilt_attended' : 'vilt_no_shows', event)
      if (lesson?.completed_at) add('vilt_lessons_completed', event)
      if (course?.completed_at && session.begins && course.completed_at >= session.begins)
        add('vilt_courses_completed', event)
    }
  }
}

const limited = (value: number | null): value is number => value !== null && value > 0 && value !== 2_147_483_647

export function commerceEvents({ raw, world, asOf, to, add }: OracleInput): void {
  for (const row of raw.purchase) {
    if (!['SUCCESS', 'REFUNDED'].includes((row.state ?? '').trim().toUpperCase())) continue
    const offer = raw.offer.find(({ offer_id }) => offer_id === row.offer_id)
    const places = [
      offer?.published_course_id && `course/${offer.published_course_id}`,
      offer?.published_path_id && `path/${offer.published_path_id}`,
      offer?.domain_id && `domain/${offer.domain_id}`,
    ]
    const event = {
      content: `skilljar/offer/${row.offer_id ?? ''}`,
      currency: notSet(row.price_currency?.toUpperCase()),
      offer_type: notSet(offer?.offer_type?.toLowerCase()).replace('publised', 'published'),
      payment_processor: notSet(row.payment_processor?.toUpperCase()),
      promo_code: notSet(row.promo_code_id),
      ...world.place(row.student_id, places.find(Boolean)),
    }
    const amount = (row.price_cents ?? 0) / 100
    if (row.purchased_at) {
      const bought = { ...event, day: dayOf(row.purchased_at) }
      add('purchases', bought)
      if (bought.person !== null) add('buyers', bought)
      if ((row.quantity ?? 0) > 1) add('bulk_purchases', bought)
      if ((row.quantity ?? 0) > 1) add('bulk_seats', bought, row.quantity ?? 0)
      add('gross_revenue', bought, amount)
      add('net_revenue', bought, amount)
    }
    if (row.refunded_at) {
      const refunded = { ...event, day: dayOf(row.refunded_at) }
      add('purchases_refunded', refunded)
      add('refunds', refunded, amount)
      add('net_revenue', refunded, -amount)
    }
  }
  for (const { is_active, max_uses, use_count, promo_code_pool_id } of raw.promo_code) {
    if (is_active !== true || !limited(max_uses)) continue
    const event = {
      day: to,
      content: `skilljar/promo code pool/${promo_code_pool_id ?? ''}`,
      channel: 'Not set',
      ...world.placeOfThing(null),
    }
    add('promo_uses', event, use_count ?? 0)
    add('promo_uses_possible', event, max_uses)
  }
  for (const { is_active, max_uses, use_count, domain_access_code_pool_id: id } of raw.domain_access_code) {
    if (is_active !== true || !limited(max_uses)) continue
    const pool = raw.domain_access_code_pool.find((row) => row.domain_access_code_pool_id === id)
    const at = pool?.domain_id ? `domain/${pool.domain_id}` : null
    const event = {
      day: to,
      content: `skilljar/access code pool/${id ?? ''}`,
      channel: notSet(pool?.channel),
      ...world.placeOfThing(at),
    }
    add('access_code_uses', event, use_count ?? 0)
    add('access_code_uses_possible', event, max_uses)
  }
  for (const { credits_total, credits_used, expiration_date, training_credit_code_id } of raw.training_credit_code) {
    if (!limited(credits_total)) continue
    const event = {
      day: to,
      content: `skilljar/credit code/${training_credit_code_id}`,
      channel: 'Not set',
      ...world.placeOfThing(null),
    }
    const left = credits_total - (credits_used ?? 0)
    if (expiration_date !== null && expiration_date <= asOf) {
      add('credits_expired', event, left)
      continue
    }
    add('credits_used', event, credits_used ?? 0)
    add('credits_total', event, credits_total)
    if (expiration_date !== null && expiration_date <= later(asOf, 60)) add('credits_expiring', event, left)
  }
}
