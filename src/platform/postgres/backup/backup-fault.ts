/** Why a backup cannot be made or restored, as a sentence for the operator. */
export class BackupFault extends Error {
  constructor(words: string) {
    super(words)
    this.name = 'BackupFault'
  }
}
