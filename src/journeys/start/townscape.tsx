/** The picture at the head of the front page: an open portico in a small harbour town. Decoration only. */
export function Townscape() {
  return (
    <svg class="front-town" viewBox="0 0 480 350" aria-hidden="true" focusable="false">
      <circle class="art-glow" cx="384" cy="96" r="46" />
      <path class="art-hill" d="M0 292v-46c60-40 128-48 190-30s96 14 150-12 104-20 140 0v88z" />
      <Houses />
      <Lighthouse />
      <Portico />
      <path class="art-path" d="M206 296h68l58 54H148z" />
      <People />
      <path
        class="art-wave"
        d="M344 312c8-6 16-6 24 0s16 6 24 0 16-6 24 0 16 6 24 0 16-6 24 0M372 332c8-6 16-6 24 0s16 6 24 0 16-6 24 0 16 6 24 0"
      />
    </svg>
  )
}

function Portico() {
  return (
    <>
      <path class="art-wall" d="M150 118h180v146H150z" />
      <path class="art-accent" d="M136 112 240 50l104 62zM142 112h196v14H142z" />
      <circle class="art-glow" cx="240" cy="90" r="9" />
      <path class="art-glow" d="M210 264v-84a30 30 0 0 1 60 0v84z" />
      <path class="art-deep" d="M210 264v-84a30 30 0 0 1 13-24.700l9 14.700v86z" />
      <path class="art-accent" d="M156 126h18v138h-18zM184 126h18v138h-18zM278 126h18v138h-18zM306 126h18v138h-18z" />
      <path class="art-step" d="M138 264h204v11H138zM126 275h228v11H126zM114 286h252v11H114z" />
    </>
  )
}

function Houses() {
  return (
    <>
      <path class="art-wall" d="M22 190l32-30 32 30v106H22z" />
      <path class="art-roof" d="M14 192l40-38 40 38-8 4-32-30-32 30z" />
      <path class="art-wall" d="M86 214h44v82H86z" />
      <path class="art-roof" d="M82 206h52v10H82z" />
      <path class="art-glow" d="M36 206h12v18H36zM60 206h12v18H60zM36 240h12v18H36zM96 230h10v16H96zM112 230h10v16h-10z" />
      <path class="art-deep" d="M58 296v-34a8 8 0 0 1 16 0v34z" />
    </>
  )
}

function Lighthouse() {
  return (
    <>
      <path class="art-wall" d="M398 296l8-128h28l8 128z" />
      <path class="art-accent" d="M404.500 192h31l1.600 26h-34.200zM401.200 244h37.600l1.600 26h-40.800z" />
      <path class="art-glow" d="M408 146h24v22h-24z" />
      <path class="art-deep" d="M404 146c4-12 28-12 32 0zM402 166h36v6h-36z" />
    </>
  )
}

function People() {
  return (
    <>
      <circle class="art-deep" cx="204" cy="292" r="8" />
      <path class="art-deep" d="M191 338v-24a13 13 0 0 1 26 0v24z" />
      <circle class="art-accent" cx="231" cy="308" r="6" />
      <path class="art-accent" d="M222 338v-14a9 9 0 0 1 18 0v14z" />
    </>
  )
}
