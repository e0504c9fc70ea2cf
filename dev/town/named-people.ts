/** One of Fairhaven's named people, as the identity provider, the registers, the seeds and the tests all know them. */
export interface NamedPerson {
  readonly subject: string
  readonly nationalId: string
  readonly givenNames: string
  readonly familyName: string
  readonly bornOn: string
  readonly language: 'en' | 'fr' | 'ar'
  readonly story: string
  /** Present for staff: the agency they work for and what they do there. */
  readonly works?: {
    readonly agency: string
    readonly role: 'officer' | 'service-owner' | 'customer-experience' | 'privacy-officer'
  }
}

export const namedPeople = [
  {
    subject: 'bo',
    nationalId: 'FH-840312-1047',
    givenNames: 'Bo',
    familyName: 'Lindgren',
    bornOn: '1984-03-12',
    language: 'en',
    story: 'Has a newborn daughter, and lives with her partner Sam. Everything goes right.',
  },
  {
    subject: 'elise',
    nationalId: 'FH-880704-2219',
    givenNames: 'Élise',
    familyName: 'Moreau',
    bornOn: '1988-07-04',
    language: 'fr',
    story: 'Has newborn twins and a household income above the limit: child benefit is refused, and the rest goes on.',
  },
  {
    subject: 'dalia',
    nationalId: 'FH-910523-3308',
    givenNames: 'داليا',
    familyName: 'حداد',
    bornOn: '1991-05-23',
    language: 'ar',
    story: 'Has a newborn son, lives alone with him, and reads Arabic.',
  },
  {
    subject: 'kofi',
    nationalId: 'FH-790118-4471',
    givenNames: 'Kofi',
    familyName: 'Mensah',
    bornOn: '1979-01-18',
    language: 'en',
    story: 'No birth has been notified to the registers yet: he types what he knows.',
  },
  {
    subject: 'amara',
    nationalId: 'FH-820911-5526',
    givenNames: 'Amara',
    familyName: 'Okoye',
    bornOn: '1982-09-11',
    language: 'en',
    story: 'Childcare officer at Fairhaven City.',
    works: { agency: 'municipality', role: 'officer' },
  },
  {
    subject: 'chidi',
    nationalId: 'FH-860220-6613',
    givenNames: 'Chidi',
    familyName: 'Eze',
    bornOn: '1986-02-20',
    language: 'en',
    story: 'Childcare officer at Fairhaven City, beside Amara.',
    works: { agency: 'municipality', role: 'officer' },
  },
  {
    subject: 'farid',
    nationalId: 'FH-770605-7702',
    givenNames: 'Farid',
    familyName: 'Nasser',
    bornOn: '1977-06-05',
    language: 'ar',
    story: 'Officer at the family agency.',
    works: { agency: 'family-agency', role: 'officer' },
  },
  {
    subject: 'ines',
    nationalId: 'FH-810414-8845',
    givenNames: 'Inês',
    familyName: 'Carvalho',
    bornOn: '1981-04-14',
    language: 'fr',
    story: 'Registrar at the civil registry.',
    works: { agency: 'civil-registry', role: 'officer' },
  },
  {
    subject: 'greta',
    nationalId: 'FH-830927-9960',
    givenNames: 'Greta',
    familyName: 'Berg',
    bornOn: '1983-09-27',
    language: 'en',
    story: 'Answers for Fairhaven City’s services: publishes them, and takes them back.',
    works: { agency: 'municipality', role: 'service-owner' },
  },
  {
    subject: 'maren',
    nationalId: 'FH-750922-9014',
    givenNames: 'Maren',
    familyName: 'Solberg',
    bornOn: '1975-09-22',
    language: 'en',
    story: 'Privacy officer of the family agency.',
    works: { agency: 'family-agency', role: 'privacy-officer' },
  },
  {
    subject: 'yusuf',
    nationalId: 'FH-830302-9127',
    givenNames: 'يوسف',
    familyName: 'منصور',
    bornOn: '1983-03-02',
    language: 'ar',
    story: 'Privacy officer at Fairhaven City.',
    works: { agency: 'municipality', role: 'privacy-officer' },
  },
  {
    subject: 'rosa',
    nationalId: 'FH-790815-9218',
    givenNames: 'Rosa',
    familyName: 'Almeida',
    bornOn: '1979-08-15',
    language: 'en',
    story: 'Keeps the register of companies at the Company Registry.',
    works: { agency: 'company-registry', role: 'officer' },
  },
  {
    subject: 'ingrid',
    nationalId: 'FH-611115-2239',
    givenNames: 'Ingrid',
    familyName: 'Dahl',
    bornOn: '1961-11-15',
    language: 'en',
    story: 'Has just turned 65: a pension is offered to her, and nothing is missing.',
  },
  {
    subject: 'rachid',
    nationalId: 'FH-930208-3341',
    givenNames: 'Rachid',
    familyName: 'Benali',
    bornOn: '1993-02-08',
    language: 'fr',
    story: 'Has lost his job: help is offered to him, and two questions are left.',
  },
  {
    subject: 'leila',
    nationalId: 'FH-960417-4450',
    givenNames: 'ليلى',
    familyName: 'بن علي',
    bornOn: '1996-04-17',
    language: 'ar',
    story: 'Her daughter’s birth was registered: health cover came by itself, and child benefit is offered to her.',
  },
] as const satisfies readonly NamedPerson[]
