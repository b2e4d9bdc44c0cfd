/* The badge of a method in the desk and in the table. */
import { badge } from '../ui/badge.mjs';
import { page } from './page.mjs';

export const badgeOf = (node, name, method = name) => {
  const { look } = page.catalog.optimizers[method];
  node.dataset.name = name;
  return badge(node, look);
};
