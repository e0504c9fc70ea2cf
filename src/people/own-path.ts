const LONGEST = 500
const ELSEWHERE = new URL('http://own.invalid')

/** Where to go after signing in: a path of our own as it was given, or `otherwise` when it could lead anywhere else. */
export function ownPath(asked: string | undefined, otherwise = '/account'): string {
  return asked !== undefined && isOwnPath(asked) ? asked : otherwise
}

// Browsers read a backslash as a slash and drop tabs and line ends, so nothing but visible ASCII may stand here;
// that two slashes lead elsewhere is seen by reading the path as a browser does.
function isOwnPath(path: string): boolean {
  if (path.length > LONGEST || !/^\/[\x21-\x5b\x5d-\x7e]*$/.test(path) || !URL.canParse(path, ELSEWHERE)) return false
  const { origin, pathname } = new URL(path, ELSEWHERE)
  return origin === ELSEWHERE.origin && !pathname.startsWith('//') && !/^\/sign-(in|out)\b/.test(pathname)
}
