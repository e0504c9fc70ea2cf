/** Working days as calendar days at their worst: `5` never takes longer than `P7D`, days on which offices are shut aside. */
export function calendarDays(workingDays: number): string {
  return `P${workingDays + 2 * Math.ceil(workingDays / 5)}D`
}
