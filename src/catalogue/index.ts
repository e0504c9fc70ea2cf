export type { HandedIn } from './answer/file.ts'
export { type FileKind, fileKindOf } from './answer/file-kind.ts'
export { answerTo, entriesOf, withAnswer } from './answers.ts'
export { ASKED_AGAIN_DEFINITION, askedAgain } from './asked-again.ts'
export type { Catalogue, Government } from './catalogue.ts'
export { type AnswerProblem, checkAnswers, type GroupFault } from './check-answers.ts'
export { type Composition, composeLifeEvent, type SharedLookup } from './compose-life-event.ts'
export { decide } from './decide.ts'
export { type ImportedModel, type ImportingModel, importDmn } from './dmn/import-dmn.ts'
export { eligibility } from './eligibility.ts'
export { type ExportFormat, exportFormats } from './export/formats.ts'
export type { Publication } from './export/publication.ts'
export type { Fact, FactName, FactRules, FactType, Option, Sensitivity } from './fact.ts'
export { CatalogueFaults, describeFault, type FileFault, type Severity } from './faults.ts'
export { filesIn, filesOf } from './files-in.ts'
export { holds, holdsIn } from './holds.ts'
export {
  identifierFacts,
  isIdentifier,
  masked,
  type TurnIdentifier,
  tokenFor,
  tokenId,
  tokensIn,
  turnIdentifier,
  turnIdentifiers,
  withOpened,
} from './identifiers.ts'
export { ImportFault, type Unsaid } from './import/import-fault.ts'
export { type Imported, importXgov } from './import/import-xgov.ts'
export type { LifeEvent, LifeEventPart } from './life-event.ts'
export { shapeChecker } from './load/check-shape.ts'
export { readSource } from './load/source-file.ts'
export { checkFolder, checkServiceText, isOnlyContradictory, loadCatalogue } from './load-catalogue.ts'
export { drawJourney } from './picture/draw-journey.ts'
export { drawTable } from './picture/draw-table.ts'
export { type JourneyPlan, planJourney, type Stop, type Stretch } from './picture/plan-journey.ts'
export { planTable, type TablePlan, type TableRow } from './picture/plan-table.ts'
export { type Shape, svgOf } from './picture/shape.ts'
export type { Saying } from './picture/tree.ts'
export {
  type AnswerFault,
  answerFault,
  type RawAnswer,
  type RawParts,
  type ReadAnswer,
  type ReadingIn,
  readAnswer,
} from './read-answer.ts'
export {
  type Agency,
  type Lookup,
  type Provided,
  type ProvidedTo,
  purposeOf,
  type RegisterAct,
  type RegisterEvent,
  type RegisterQuery,
} from './register.ts'
export { relatedServices } from './related-services.ts'
export type {
  Answers,
  Decision,
  DecisionRule,
  DecisionTable,
  Eligibility,
  EligibilityRule,
  Example,
  Expression,
  Outcome,
  Parameter,
  Scope,
  TraceStep,
  WorkedOut,
} from './rule.ts'
export { runExamples } from './run-examples.ts'
export { figureName, parameterName, sayAmount, spaced } from './say-amount.ts'
export { fileSchemas } from './schemas.ts'
export type * from './service.ts'
export { type SettlingQuestion, settlingQuestion } from './settling-question.ts'
export { formatSize, type Shown, showAnswer } from './show-answer.ts'
export { atVersions, type Versions, versionOf, versionsToStart } from './versions/at-version.ts'
export { compareVersions, type Difference, type Ending } from './versions/compare-versions.ts'
export { type Library, openLibrary, readLibrary } from './versions/library.ts'
export { type Published, publishVersion } from './versions/publish-version.ts'
export { mayTakeBack, releaseVersion, standing, takeBack } from './versions/release-version.ts'
export type { Standing } from './versions/standing.ts'
export { releasesOf, type StoredRelease, type StoredVersion, versionsOf } from './versions/store.ts'
export { type PageInstance, relevantAnswers, type Walk, type WalkBy, walk, walkPages } from './walk-pages.ts'
export type { Coverage, NotReached, Share, Why } from './walks/coverage.ts'
export { type SaidWalks, type SaidWay, sayWalks } from './walks/say-walks.ts'
export { type GeneratedWalk, type ServiceWalks, type Walking, walkService } from './walks/walk-service.ts'
export type { Language, Words } from './words.ts'
