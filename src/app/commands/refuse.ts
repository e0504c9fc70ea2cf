/** Says on standard error why a command is not carried out. @returns its exit code: 2, it was not understood, unless said otherwise */
export function refuse(sentence: string, code = 2): number {
  console.error(sentence)
  return code
}
