export { typedAnswers } from './typed-answers.ts'
