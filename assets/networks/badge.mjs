/* The badge of a method in the desk and in the table. */
import { badge } from '../ui/badge.mjs';
import { page } from './page.mjs';

export const badgeOf = (node, name) => {
  const { look } = page.catalog.optimizers[name];
  node.dataset.name = name;
  return badge(node, look);
};
