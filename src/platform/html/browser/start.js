import { initAll } from './govuk-frontend.min.js'

initAll()

// What changes by itself is fetched again and put in place, so that nobody loses where they read or what they hear.
for (const region of document.querySelectorAll('[data-live]')) keepLive(region.id, Number(region.dataset.live))

function keepLive(id, seconds) {
  setTimeout(() => {
    const ask = new XMLHttpRequest()
    ask.open('GET', location.href)
    ask.setRequestHeader('portico-live', 'yes')
    // Its own parser: the page's policy lets no script turn text into markup.
    ask.responseType = 'document'
    ask.onload = () => {
      if (ask.status === 205) return location.reload()
      const fresh = ask.response?.getElementById(id)
      const shown = document.getElementById(id)
      // Not under somebody's hands.
      if (fresh && !shown.contains(document.activeElement)) shown.replaceChildren(...fresh.childNodes)
      keepLive(id, seconds)
    }
    ask.onerror = () => keepLive(id, seconds)
    ask.send()
  }, seconds * 1000)
}
