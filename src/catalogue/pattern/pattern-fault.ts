import { compilePattern, PatternFault } from './compile-pattern.ts'

/** What is wrong with a pattern someone wrote, and what to do; undefined when it can be matched. */
export function patternFault(source: string): { message: string; hint: string } | undefined {
  try {
    compilePattern(source)
    return undefined
  } catch (fault) {
    if (!(fault instanceof PatternFault)) throw fault
    return {
      message: `This pattern cannot be used. ${fault.message}`,
      hint: 'Write characters, classes, groups, | and repeats only.',
    }
  }
}
