/** Two versions of a certification have one name. */
export const nameOfCertification = (row: {
  readonly certification_name: string
  readonly certification_version: string
}): string => (row.certification_version === 'v1' ? `${row.certification_name} (v1)` : row.certification_name)
