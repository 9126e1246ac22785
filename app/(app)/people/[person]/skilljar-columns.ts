/** Columns of Skilljar's lists that take more than one value. */
import { lessonTypeInWords } from '@/app/(app)/skilljar/courses/lesson-type-words'
import { formatDay, formatMoment } from '@/lib/format/dates'
import { numberOf } from '@/lib/format/number-of'
import { formatCount, formatCounted } from '@/lib/format/numbers'
import { formatValue } from '@/lib/format/value'
import { none, text, written, type ListColumn } from './list-cells'
import { accessCell, sentence } from './skilljar-words'

export const access: ListColumn = { id: 'access', label: 'Access', cell: (row) => accessCell(row['access']) }

/** Without a day where access is open, it has no end. */
export const accessEnds: ListColumn = {
  id: 'access_ends_at',
  label: 'Access ends',
  cell: (row) => {
    const value = text(row['access_ends_at'])
    if (value !== null) return { text: formatDay(value), title: formatMoment(value) }
    return row['access'] === 'open' ? { text: 'No end', quiet: true } : none
  },
}

export const result = written('result', 'Result', sentence)

export const attemptResult: ListColumn = {
  ...result,
  cell: (row) => (text(row['finished_at']) === null ? { text: 'Not finished', quiet: true } : result.cell(row)),
}

export const lessonKind: ListColumn = {
  id: 'kind',
  label: 'Kind',
  cell: (row) => {
    const kind = lessonTypeInWords(row['kind'])
    return { text: row['optional'] === null ? kind : `${kind}, optional`, quiet: row['kind'] === null }
  },
}

/** Amounts are never without their currency. */
export const price: ListColumn = {
  id: 'price',
  label: 'List price',
  numeric: true,
  cell: (row) => {
    const value = numberOf(row['price'])
    if (value === null) return none
    return { text: `${formatValue(value, 'money')} ${text(row['currency']) ?? 'without a currency'}` }
  },
}

/** A total that has no limit is no number. */
export const creditsLeft: ListColumn = {
  id: 'left',
  label: 'Credits left',
  numeric: true,
  cell: (row) => {
    const [total, used] = [numberOf(row['total']), numberOf(row['used']) ?? 0]
    if (total === null) return { text: 'Unlimited' }
    return {
      text: `${formatCount(total - used)} of ${formatCount(total)}`,
      quiet: total <= used || row['state'] === 'expired',
    }
  },
}

export const creditsExpire: ListColumn = {
  id: 'expires_at',
  label: 'Expires',
  cell: (row) => {
    const value = text(row['expires_at'])
    if (value === null) return { text: 'Never', quiet: true }
    const isExpired = row['state'] === 'expired'
    return {
      text: isExpired ? `Expired ${formatDay(value)}` : formatDay(value),
      title: formatMoment(value),
      quiet: isExpired,
    }
  },
}

export const creditOffers: ListColumn = {
  id: 'offers',
  label: 'For',
  cell: (row) => {
    const offers = numberOf(row['offers'])
    return { text: offers === null ? 'All offers' : formatCounted(offers, 'offer', 'offers') }
  },
}
