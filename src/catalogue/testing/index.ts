export { busPass } from './bus-pass.ts'
export { typedAnswers } from './typed-answers.ts'
