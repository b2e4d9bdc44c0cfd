/* Downloads without another click. */

const KEPT = 1000; // ms until the address of a blob is given up: the browser has begun by then

/** @param {string} address @param {string} name of the file */
export const download = (address, name) =>
  Object.assign(document.createElement('a'), { href: address, download: name }).click();

/** @param {Blob} blob @param {string} name of the file */
export const downloadBlob = (blob, name) => {
  const address = URL.createObjectURL(blob);
  download(address, name);
  setTimeout(() => URL.revokeObjectURL(address), KEPT);
};
