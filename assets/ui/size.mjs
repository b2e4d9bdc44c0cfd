/* The factor on type and lines that this screen wants; style.css says how it grows, by the width and on stage. While
   the page is put up the browser would style all of it for each answer: so it is asked once for each. */
let [known, size] = ['', 1];

export const typeSize = () => {
  const now = `${window.innerWidth} ${document.documentElement.className}`;
  if (now !== known) {
    known = now;
    size = parseFloat(getComputedStyle(document.documentElement).fontSize) / 16;
  }
  return size;
};
