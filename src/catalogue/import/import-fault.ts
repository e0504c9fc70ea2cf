/** Why a file cannot become a service, as a sentence for the person who brought it. */
export class ImportFault extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'ImportFault'
  }
}

/** Something the form says that our language cannot, or says otherwise. `question` means that a required question is not asked. */
export interface Unsaid {
  /** Page or part of the form, as its author knows it: `/project-name`. */
  readonly where: string
  readonly what: string
  readonly why: string
  readonly loses: 'question' | 'detail'
}
