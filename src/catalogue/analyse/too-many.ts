/** Said of what was left unjudged, so that silence is not taken for a clean bill. */
export const TOO_MANY = {
  message: 'This was not judged: there are too many combinations of answers to look through.',
  hint: 'Nothing is wrong with it. Shorter conditions, or figures under work-out, can be judged.',
}
