/* Whether the reader's hand is at the mouse, or on the screen, or at the keyboard. */
let pointing = false;

/* Whether the last thing done was with mouse or finger. */
export const isPointing = () => pointing;

/* After the mouse the keyboard belongs to the clock again; who came by the keyboard stays where he is. */
export const leaveToClock = () => {
  if (pointing) setTimeout(() => document.querySelector(':modal') || document.activeElement?.blur());
};

['pointerdown', 'keydown'].forEach(kind =>
  document.addEventListener(
    kind,
    () => {
      pointing = kind === 'pointerdown';
    },
    true,
  ),
);

document.addEventListener('pointerup', event => {
  if (event.target.closest?.('input[type="range"], input[type="checkbox"]')) leaveToClock();
});
