/** What the DataCamp reader needs of a place that holds files: a bucket or a folder. */

export interface StoredObject {
  /** Path inside the store, like latest/course_fact.csv. */
  readonly key: string
  /** Changes whenever the content does. Never taken for a checksum: that of a multipart or encrypted object is none. */
  readonly etag: string
  readonly size: number
  readonly lastModified: Date
}

export interface ObjectStart {
  readonly bytes: Buffer
  /** What the store declares about the bytes (Content-Encoding), like gzip; null: nothing. */
  readonly encoding: string | null
}

export interface ReadObject {
  readonly signal: AbortSignal
  /** As `start` gave it: an object that is declared otherwise by now is another one. */
  readonly encoding: string | null
}

export interface ObjectStore {
  /** Name for people: "bucket acme-data" or "folder /srv/export". */
  readonly label: string
  /** Names of the folders at the top. */
  folders(signal: AbortSignal): Promise<readonly string[]>
  list(folder: string, signal: AbortSignal): Promise<readonly StoredObject[]>
  /** The first `bytes` of the object, or all of it when it has fewer. */
  start(object: StoredObject, bytes: number, signal: AbortSignal): Promise<ObjectStart>
  /**
   * The bytes of exactly this object as they are stored: throws SourceChanged when another object stands in its place,
   * SourceError when fewer bytes arrive than the object has.
   */
  read(object: StoredObject, options: ReadObject): AsyncGenerator<Uint8Array, void>
  close(): void
}
