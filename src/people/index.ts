export { acceptMandate, openMandate } from './accept-mandate.ts'
export { accountRoutes } from './account-routes.ts'
export { actFor, stopActing } from './act-for.ts'
export { actingRoutes } from './acting-routes.ts'
export { type OpenIdOptions, openIdProvider } from './adapters/openid.ts'
export { severalProviders } from './adapters/several.ts'
export type { SignedIn, SignInProvider } from './adapters/sign-in.ts'
export { type AssuranceLevel, assuranceLevels } from './adapters/sign-in.ts'
export { appointOfficer } from './appoint-officer.ts'
export { browserName } from './browser.ts'
export { changeLanguage } from './change-language.ts'
export {
  CONSENT_SCHEMA,
  type Consent,
  type ConsentId,
  type ConsentMoment,
  type ConsentTerms,
  covers,
  isStanding,
} from './consent.ts'
export { dismissOfficer } from './dismiss-officer.ts'
export { endMandate } from './end-mandate.ts'
export { endMandatesFromRegister } from './end-mandates-from-register.ts'
export {
  anyone,
  asWhom,
  citizen,
  citizenAt,
  citizenEvenActing,
  citizenOrHolder,
  mayActIn,
  officer,
  officerOf,
  onBehalf,
  privacyOfficer,
  serviceOwner,
} from './gates.ts'
export { giveConsent, type NewConsent } from './give-consent.ts'
export { giveMandate, keepMandateFromRegister } from './give-mandate.ts'
export { peopleHeld, peopleParts } from './held.ts'
export { rememberedBy } from './known-browser.ts'
export { type Act, acts, holds, isOpen, type Mandate, type Relation } from './mandate.ts'
export { type Named, peopleToMeet } from './meet-named.ts'
export { meetOrganisation } from './meet-organisation.ts'
export { type Introduced, meetPerson, nationalIdIndexes, steadyNationalIdIndex } from './meet-person.ts'
export type { PeopleWorld } from './people-world.ts'
export { nameOf, type Officer, type OfficerId, type Person, type PersonId, type Role, roles, type Visitor } from './person.ts'
export type { StaffMember, StaffRecord } from './person-store.ts'
export {
  allStaff,
  consentCovers,
  consentOf,
  consentsOf,
  isAnybodyKnown,
  mandatesGivenBy,
  mandatesHeldBy,
  mandateTies,
  nationalIdOf,
  organisationKnownAs,
  organisationNumberOf,
  peopleByIndex,
  peopleWithNationalId,
  personKnownAs,
  personOf,
  staffOf,
  steadyIndexesOf,
} from './readers.ts'
export { refreshConsent } from './refresh-consent.ts'
export { mandateTooNarrow } from './refusals.ts'
export { findSignInToTell } from './session-store.ts'
export { signIn } from './sign-in.ts'
export { signInPath } from './sign-in-path.ts'
export { signInRoutes } from './sign-in-routes.ts'
export { signOutRoutes } from './sign-out-routes.ts'
export { switchSignInNotice } from './switch-sign-in-notice.ts'
export { system } from './systems/gate.ts'
export { publicKeyIn, registerSystem, revokeSystem } from './systems/register-system.ts'
export { type SystemsWorld, systemRoutes } from './systems/routes.ts'
export type { System } from './systems/system.ts'
export { allSystems } from './systems/system-store.ts'
export { withdrawConsent } from './withdraw-consent.ts'
