/* Pointer and keyboard on a map. The cursor is a [column, row] of its grid, null for none; row 0 is at the lowest y. */

const MOVES = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] };

/* `map` tells `size` (of its grid, 0 while there is none) and `cursor`, and does point(cursor) and go(elsewhere). */
export const listenTo = (canvas, map) => {
  const at = ({ clientX, clientY }) => {
    const { left, top, width, height } = canvas.getBoundingClientRect();
    const place = share => within(map.size, Math.floor(share * map.size));
    return map.size ? [place((clientX - left) / width), place(1 - (clientY - top) / height)] : null;
  };
  const press = (event, elsewhere) => {
    map.point(at(event));
    map.go(elsewhere);
  };
  canvas.onpointermove = event => map.point(at(event));
  canvas.onpointerleave = () => map.point(null);
  canvas.onclick = event => press(event, event.ctrlKey || event.metaKey);
  canvas.onauxclick = event => {
    if (event.button === 1) press(event, true);
  };
  canvas.onfocus = () => {
    if (!map.cursor && map.size && canvas.matches(':focus-visible')) map.point(middleOf(map));
  };
  canvas.onblur = () => map.point(null);
  canvas.onkeydown = event => {
    if (!map.size || !(event.key in MOVES || ['Enter', 'Home', 'End'].includes(event.key))) return;
    event.preventDefault();
    if (event.key === 'Enter') map.go(event.ctrlKey || event.metaKey);
    else map.point(moved(map, event));
  };
};

const within = (size, place) => Math.min(Math.max(place, 0), size - 1);

const middleOf = ({ size }) => [size >> 1, size >> 1];

/* Where a key moves the cursor: by one, by a tenth of the map with shift, to an end of the row. */
function moved(map, { key, shiftKey }) {
  const { size } = map;
  const [column, row] = map.cursor || middleOf(map);
  if (key === 'Home') return [0, row];
  if (key === 'End') return [size - 1, row];
  const far = shiftKey ? Math.max(1, Math.round(size / 10)) : 1;
  const [across, up] = MOVES[key];
  return [within(size, column + far * across), within(size, row + far * up)];
}
