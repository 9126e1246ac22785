/** How large the data at scale is, and what it speaks of. */

/** Three years. */
export const scaleDays = 1_096
export const scaleFrom = '2023-11-01'
export const scaleTo = '2026-10-31'

/** The share of learning that each technology has, the most popular first. */
export const scaleTechnologies = [
  ['Python', 0.22],
  ['SQL', 0.18],
  ['R', 0.14],
  ['Power BI', 0.11],
  ['Excel', 0.09],
  ['Tableau', 0.08],
  ['Theory', 0.06],
  ['Git', 0.045],
  ['Shell', 0.03],
  ['Spark', 0.025],
  ['Julia', 0.013],
  ['Scala', 0.007],
] as const

export const coursesPerTechnology = 50
export const chaptersPerCourse = 5
export const exercisesPerCourse = 50
export const scaleCourses = scaleTechnologies.length * coursesPerTechnology

export const assessmentsPerTechnology = 3
export const practicesPerTechnology = 10
export const projectsPerTechnology = 4

/** Deliveries number their contents from somewhere. */
export const firstCourse = 1_000
export const firstAssessment = 1_801
export const firstPractice = 5_001
export const firstProject = 401

export const scaleTeams = (people: number): number => Math.max(4, Math.round(people / 100))
