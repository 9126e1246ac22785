/** What can be asked, and how an answer looks. */
import type { Filters, Period } from '@/lib/filters/filters'
import type { KeyKind } from './dimension'
import type { DimensionName } from './dimensions'
import type { Format, Unit } from './fact'
import type { MetricName, RatioName } from './names'

export interface Query<M extends MetricName = MetricName, D extends DimensionName = DimensionName> {
  readonly metrics: readonly M[]
  readonly by?: readonly D[]
  readonly filters: Filters
  /** Only this person's rows. */
  readonly person?: number
  /** Default: the dimensions in their order, people's reading order for names. */
  readonly sort?: { readonly by: M | D; readonly descending: boolean }
  /** Only rows whose name holds this text: the title of the content, the name of the team. Totals stay those of the filters. */
  readonly search?: string
  /** Of rows by person alone, with e-mail, teams, platforms and last activity: also who has no number, or who has one. */
  readonly directory?: 'everybody' | 'active'
  readonly limit?: number
  readonly offset?: number
  /** The day whose members are the "current" ones; default: the as-of day of DataCamp. */
  readonly today?: string
  /** Reads the facts themselves: tests compare the two ways. */
  readonly withoutRollups?: boolean
}

type Named =
  | 'team'
  | 'content'
  | 'person'
  | 'certification'
  | 'track'
  | 'offer_type'
  | 'payment_processor'
  | 'promo_code'
  | 'domain'
  | 'course'
  | 'student_group'
  | 'tag'
  | 'web_package'
type Values<M extends MetricName> = { readonly [Name in M]: number | null } & {
  readonly [Name in Extract<M, RatioName> as `${Name}_${'numerator' | 'denominator'}`]: number | null
}
type Keys<D extends DimensionName> = {
  readonly [Name in D]: Name extends 'team' | 'certification' | 'track'
    ? number | null
    : Name extends 'person'
      ? number
      : string
}
type Labels<D extends DimensionName> = { readonly [Name in Extract<D, Named> as `${Name}_name`]: string }

/** A value is null where it is suppressed: fewer people behind it than this reader may see. */
export type Totals<M extends MetricName> = Values<M> & { readonly suppressed: boolean }
export type Row<M extends MetricName, D extends DimensionName> = Keys<D> & Labels<D> & Totals<M>

export interface AnswerColumn {
  readonly name: string
  readonly role: 'dimension' | 'name' | 'metric' | 'note'
  readonly label: string
  readonly kind: KeyKind | 'number' | 'boolean'
  readonly unit?: Unit
  readonly format?: Format
  /** False: rows share people, so that they do not add up to the total. */
  readonly additive?: boolean
}

export interface Answer<M extends MetricName = MetricName, D extends DimensionName = DimensionName> {
  readonly columns: readonly AnswerColumn[]
  readonly rows: readonly Row<M, D>[]
  /** Rows without the limit. */
  readonly rowCount: number
  /** Computed over everything that the filters leave, never summed from rows. */
  readonly totals: Totals<M>
  /** Groups share people: somebody in two teams is in both rows, and once in the total. */
  readonly overlaps: boolean
  /** The same question about the comparison period; its days and weeks carry the names of the current ones. */
  readonly comparison: (Period & { readonly rows: readonly Row<M, D>[]; readonly totals: Totals<M> }) | null
  /** The statement that gave the rows, with its parameters listed below it. */
  readonly sql: string
  readonly asOf: Readonly<Record<string, string | null>>
  readonly dataVersion: number
}

/** The question asks for what this reader must not see; the caller answers 403. */
export class NotForThisReader extends Error {
  readonly param: string

  constructor(param: string, message: string) {
    super(message)
    this.name = 'NotForThisReader'
    this.param = param
  }
}
