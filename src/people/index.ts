export { accountRoutes } from './account-routes.ts'
export { type OpenIdOptions, openIdProvider } from './adapters/openid.ts'
export { severalProviders } from './adapters/several.ts'
export type { SignedIn, SignInProvider } from './adapters/sign-in.ts'
export { type AssuranceLevel, assuranceLevels } from './adapters/sign-in.ts'
export { appointOfficer } from './appoint-officer.ts'
export { changeLanguage } from './change-language.ts'
export { type Consent, type ConsentId, covers, isStanding } from './consent.ts'
export { dismissOfficer } from './dismiss-officer.ts'
export { anyone, citizen, citizenAt, officer, officerOf, serviceOwner } from './gates.ts'
export { giveConsent, type NewConsent } from './give-consent.ts'
export { type Introduced, meetPerson } from './meet-person.ts'
export type { PeopleWorld } from './people-world.ts'
export { nameOf, type Officer, type OfficerId, type Person, type PersonId, type Role, roles, type Visitor } from './person.ts'
export {
  consentCovers,
  consentsOf,
  isAnybodyKnown,
  nationalIdOf,
  peopleWithNationalId,
  personKnownAs,
  personOf,
} from './readers.ts'
export { signIn } from './sign-in.ts'
export { signInPath } from './sign-in-path.ts'
export { signInRoutes } from './sign-in-routes.ts'
export { signOutRoutes } from './sign-out-routes.ts'
export { withdrawConsent } from './withdraw-consent.ts'
