import type { Typed } from '../../dev/visitor/fill-form.ts'

/** What everybody types into the warm home grant. */
export const answers: Typed = {
  'applicant.givenNames': 'Bo Amina',
  'applicant.familyName': 'Lindqvist',
  'applicant.residence-line1': '4 Harbour Street',
  'applicant.residence-town': 'Fairhaven',
  'applicant.residence-postcode': 'FH1 2AB',
  'home.kind': 'house',
  'home.builtIn': '1974',
  'home.isOwned': 'yes',
  'household.size': '3',
  'home.heating[]': ['gas', 'wood'],
  'work.kind': 'heat-pump',
  'work.startsOn-day': '1',
  'work.startsOn-month': '3',
  'work.startsOn-year': String(new Date().getFullYear() + 1),
  'work.cost': '9,000',
  'work.installer': 'Quay Heating',
  'work.reason': 'The boiler is thirty years old, and the windows let the winter in.',
  'applicant.telephone': '+33 1 23 45 67 89',
  'applicant.bankAccount': 'DE89370400440532013000',
}
