/* The badge of a method in the desk and in the table. */
import { markerSvg } from '../ui/badge.mjs';
import { page } from './page.mjs';

export const badgeOf = (node, name) => {
  const { look } = page.catalog.optimizers[name];
  node.dataset.name = name;
  node.style.setProperty('--light', look.light);
  node.style.setProperty('--dark', look.dark);
  return markerSvg(look);
};
