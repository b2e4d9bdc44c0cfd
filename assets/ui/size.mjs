/* The factor on type and lines that this screen wants; style.css says how it grows. */
export const typeSize = () => parseFloat(getComputedStyle(document.documentElement).fontSize) / 16;
