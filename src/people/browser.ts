const browsers = [
  ['edge', /\bEdgA?\//],
  ['samsung', /\bSamsungBrowser\//],
  ['opera', /\bOPR\//],
  ['firefox', /\b(Firefox|FxiOS)\//],
  ['chrome', /\b(HeadlessChrome|Chrome|CriOS)\//],
  ['safari', /\bSafari\//],
] as const

const systems = [
  ['iphone', /\biPhone\b/],
  ['ipad', /\biPad\b/],
  ['android', /\bAndroid\b/],
  ['windows', /\bWindows\b/],
  ['mac', /\bMac OS X\b/],
  ['linux', /\bLinux\b/],
] as const

const NAMES: Readonly<Record<string, string>> = {
  ...{ edge: 'Edge', samsung: 'Samsung Internet', opera: 'Opera', firefox: 'Firefox', chrome: 'Chrome', safari: 'Safari' },
  ...{ iphone: 'iPhone', ipad: 'iPad', android: 'Android', windows: 'Windows', mac: 'Mac', linux: 'Linux' },
}

/** Roughly which browser on what: enough for a person to know their own, too little to follow anybody. @returns such as `firefox windows` */
export function browserOf(agent: string): string {
  const named = (known: readonly (readonly [string, RegExp])[]) => known.find(([, sign]) => sign.test(agent))?.[0] ?? 'other'
  return `${named(browsers)} ${named(systems)}`
}

/** The names people know them by, such as `Firefox, Windows`; undefined where neither is known. */
export function browserName(browser: string): string | undefined {
  return (
    browser
      .split(' ')
      .flatMap(word => NAMES[word] ?? [])
      .join(', ') || undefined
  )
}
