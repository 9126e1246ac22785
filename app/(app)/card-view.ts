/** A view among whose data is what one of its cards reads: what a card draws, it finds in one place. */
interface View {
  readonly data: object
  readonly later: object
}

export type CardView<V extends View, Card extends keyof V['later']> = Omit<V, 'data'> & {
  readonly data: V['data'] & Awaited<V['later'][Card]>
}

export function cardView<V extends View, R extends object>(view: V, read: R) {
  return { ...view, data: { ...view.data, ...read } as V['data'] & R }
}
