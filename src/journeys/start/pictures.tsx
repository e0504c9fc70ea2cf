import type { ComponentChildren } from 'preact'

/** Line drawings on a grid of 64, by topic; two tones, coloured by the style sheet. They only accompany words. */
const DRAWINGS: Readonly<Record<string, ComponentChildren>> = {
  family: (
    <>
      <path class="art-warm" d="M14 30h34a17 17 0 0 1-34 0z" />
      <path d="M31 30V13a17 17 0 0 1 17 17M14 30h34a17 17 0 0 1-34 0zM14 30l-4-9H5M31 30 19 18" />
      <circle class="art-soft" cx="22" cy="53" r="5" />
      <circle class="art-soft" cx="41" cy="53" r="5" />
    </>
  ),
  home: (
    <>
      <path class="art-warm" d="M27 54V40a5 5 0 0 1 10 0v14z" />
      <path d="M8 31 32 11l24 20M14 27v27h36V27M27 54V40a5 5 0 0 1 10 0v14M44 21v-9h-6" />
    </>
  ),
  money: (
    <>
      <circle class="art-warm" cx="24" cy="26" r="14" />
      <circle cx="24" cy="26" r="14" />
      <circle cx="24" cy="26" r="7" />
      <path d="M34 44c8 0 14-3 14-7s-5-7-11-7M48 37v8c0 4-7 7-15 7s-14-3-14-7v-3" />
    </>
  ),
  health: (
    <>
      <path class="art-warm" d="M32 53S10 41 10 26a11 11 0 0 1 22-3 11 11 0 0 1 22 3c0 15-22 27-22 27z" />
      <path d="M32 53S10 41 10 26a11 11 0 0 1 22-3 11 11 0 0 1 22 3c0 15-22 27-22 27zM20 33h6l4-8 5 13 3-5h7" />
    </>
  ),
  city: (
    <>
      <path class="art-soft" d="M24 54V18l10-8 10 8v36z" />
      <path class="art-warm" d="M30 54V44a4 4 0 0 1 8 0v10z" />
      <path d="M8 54h48M24 54V18l10-8 10 8v36M12 54V32h12M44 28h10v26M30 54V44a4 4 0 0 1 8 0v10M34 24v6M17 39v6M49 36v6" />
    </>
  ),
  transport: (
    <>
      <path class="art-warm" d="M14 30l5-12h26l5 12z" />
      <path d="M14 30l5-12h26l5 12M10 30h44v15H10zM14 45v5M50 45v5M17 38h5M42 38h5" />
    </>
  ),
  culture: (
    <>
      <path class="art-warm" d="M32 18C26 13 17 12 10 13v35c7-1 16 0 22 5z" />
      <path d="M32 18C26 13 17 12 10 13v35c7-1 16 0 22 5 6-5 15-6 22-5V13c-7-1-16 0-22 5zM32 18v35" />
    </>
  ),
  grants: (
    <>
      <path class="art-warm" d="M32 32c0-9 6-15 16-16 0 10-6 16-16 16z" />
      <path d="M32 54V32M32 32c0-9 6-15 16-16 0 10-6 16-16 16zM32 40c-1-8-6-12-15-13 0 9 6 13 15 13zM18 54h28" />
    </>
  ),
  work: (
    <>
      <path class="art-warm" d="M9 23h46v12H9z" />
      <path d="M9 23h46v28H9zM24 23v-8h16v8M9 35h46M32 32v6" />
    </>
  ),
}

const DOOR = (
  <>
    <path class="art-warm" d="M24 54V32a8 8 0 0 1 16 0v22z" />
    <path d="M8 54h48M14 54V30a18 18 0 0 1 36 0v24M24 54V32a8 8 0 0 1 16 0v22M36 44v1" />
  </>
)

interface PictureProps {
  /** The first of these that has a drawing is shown, else a door. */
  topics: readonly string[]
  size: number
}

export function Picture({ topics, size }: PictureProps) {
  const topic = topics.find(one => DRAWINGS[one])
  return (
    <svg class="front-picture" width={size} height={size} viewBox="0 0 64 64" aria-hidden="true" focusable="false">
      {topic ? DRAWINGS[topic] : DOOR}
    </svg>
  )
}
