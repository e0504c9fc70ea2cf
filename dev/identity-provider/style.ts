import { createHash } from 'node:crypto'

/** The pages' whole style sheet, written into the page: one request shows it. */
export const style = `
:root{color-scheme:light;--ink:#1d2a2e;--quiet:#4d5b60;--paper:#fbf8f2;--card:#fff;--line:#d9d2c4;--accent:#0a5a57;--accent-dark:#06403e;--focus:#ffc629;--warn:#fdf0cf}
*{box-sizing:border-box}
body{margin:0;background:var(--paper);color:var(--ink);font:1.0625rem/1.55 system-ui,"Segoe UI","Noto Sans","Noto Sans Arabic",sans-serif}
.warning{margin:0;padding:.6rem 1.25rem;background:var(--warn);border-block-end:1px solid #e6c873;font-size:.9375rem;text-align:center}
.town,main{max-width:62rem;margin-inline:auto;padding-inline:1.25rem}
.town{display:flex;gap:.75rem;align-items:center;padding-block:1.5rem .25rem;font-weight:650;font-size:1.125rem}
.town svg{inline-size:2.25rem;block-size:2.25rem;flex:none}
main{padding-block:1rem 4rem}
h1{font-size:clamp(1.75rem,1.3rem + 2vw,2.5rem);line-height:1.15;letter-spacing:-.01em;margin:.75rem 0}
:lang(ar) h1{letter-spacing:0}
h2{font-size:1.3125rem;margin:2.25rem 0 .85rem}
h3{font-size:1.125rem;margin:0}
.lead{max-width:44rem;color:var(--quiet);font-size:1.125rem;margin:0}
.people{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(100%,24rem),1fr));gap:1rem;padding:0;margin:0;list-style:none}
.person{display:flex;flex-direction:column;gap:.4rem;background:var(--card);border:1px solid var(--line);border-radius:.6rem;padding:1.1rem 1.15rem 1.15rem}
.person p{margin:0}
.person button{align-self:start}
.person .born{color:var(--quiet);font-size:.9375rem}
.person .story{flex:1;padding-block-end:.5rem}
button{font:inherit;font-weight:600;min-block-size:2.75rem;padding:.5rem 1rem;border:2px solid var(--accent);border-radius:.4rem;background:var(--accent);color:#fff;cursor:pointer}
button:hover{background:var(--accent-dark);border-color:var(--accent-dark)}
button.second{background:transparent;color:var(--accent-dark)}
a{color:var(--accent-dark);text-underline-offset:.15em}
:is(a,button,input,summary):focus-visible{outline:3px solid var(--ink);outline-offset:2px;box-shadow:0 0 0 5px var(--focus)}
details{margin-block-start:1.25rem;border-inline-start:4px solid var(--line);padding-inline-start:1rem}
summary{cursor:pointer;color:var(--accent-dark);font-weight:600;padding-block:.5rem}
fieldset{border:0;margin:0;padding:0}
legend{padding:0;margin-block-end:.5rem}
.hint{color:var(--quiet);margin:0 0 .5rem}
.choice{display:flex;gap:.6rem;align-items:center;min-block-size:2.75rem}
.choice input{inline-size:1.4rem;block-size:1.4rem;accent-color:var(--accent)}
label.field{display:block;font-weight:600}
input[type=text]{font:inherit;inline-size:min(100%,22rem);min-block-size:2.75rem;padding:.4rem .6rem;border:2px solid var(--ink);border-radius:.25rem;background:#fff;margin-block-end:.75rem;display:block}
.problem{border:3px solid #a8281e;border-radius:.4rem;background:#fff;padding:1rem 1.15rem;margin-block:1rem}
.problem h2{margin:0 0 .35rem}
.problem p{margin:0}
.actions{display:flex;flex-wrap:wrap;gap:.75rem;margin-block-start:1.5rem}
@media (forced-colors:active){button,.person{border:2px solid}}
`

/** The style sheet's hash, as a content-security policy names it. */
export const styleHash = `sha256-${createHash('sha256').update(style).digest('base64')}`
