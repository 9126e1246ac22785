/** Chunks of any size, cut into pieces of one size: the place of a byte is then known by its number. */
export class Pieces {
  private parts: Uint8Array[] = []
  private held = 0

  constructor(private readonly size: number) {}

  *add(chunk: Uint8Array): Generator<Uint8Array> {
    let left = chunk
    while (this.held + left.length >= this.size) {
      const taken = this.size - this.held
      this.parts.push(left.subarray(0, taken))
      left = left.subarray(taken)
      yield* this.rest()
    }
    if (left.length === 0) return
    this.parts.push(left)
    this.held += left.length
  }

  *rest(): Generator<Uint8Array> {
    if (this.parts.length === 0) return
    const piece = Buffer.concat(this.parts)
    this.parts = []
    this.held = 0
    yield piece
  }
}
