import { FormToken, type Visit } from '#platform'
import { Button } from '#platform/html'
import { words } from './service-words.ts'

interface Start {
  readonly visit: Visit
  readonly isSignedIn: boolean
  /** Where the form goes. */
  readonly action: string
}

/** Starts at once, or leads through signing in and back to this page. */
export function StartButton({ visit, isSignedIn, action }: Start) {
  const t = words(visit.language)
  return (
    <div class="front-start">
      {isSignedIn ? (
        <form method="post" action={action}>
          <FormToken visit={visit} />
          <Button text={t('start')} isStartButton preventDoubleClick />
        </form>
      ) : (
        <Button text={t('sign-in-start')} isStartButton href={`/sign-in?then=${encodeURIComponent(visit.path)}`} />
      )}
      <p class="front-quiet">{t('start-hint')}</p>
    </div>
  )
}
