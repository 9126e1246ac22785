/** What the DataCamp reader needs of a place that holds files: a bucket or a folder. */

export interface StoredObject {
  /** Path inside the store, like latest/course_fact.csv. */
  readonly key: string
  /** Changes whenever the content does. */
  readonly etag: string
  readonly size: number
  readonly lastModified: Date
}

export interface ObjectStore {
  /** Name for people: "bucket acme-data" or "folder /srv/export". */
  readonly label: string
  list(folder: string, signal: AbortSignal): Promise<readonly StoredObject[]>
  /**
   * The bytes of exactly this object, the first `limit` of them: throws SourceChanged when another object stands in
   * its place, SourceError when fewer bytes arrive than the object has.
   */
  read(object: StoredObject, options: { signal: AbortSignal; limit?: number }): AsyncGenerator<Uint8Array, void>
  close(): void
}
