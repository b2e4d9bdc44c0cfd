/* How the page asks its server. */
import { notice } from './notices.mjs';

/* POSTs JSON; the Response, or null with a message if the server does not answer. */
export const post = async (path, body) => {
  try {
    return await fetch(path, {
      method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body),
    });
  } catch {
    notice('The server does not answer; the picture is the last one that it sent.', [], 'server');
    return null;
  }
};

/* A binary answer: the length of a JSON header (uint32), the header, then numbers. Returns the header, the body and where
   its numbers begin, a multiple of four. */
export const unpack = body => {
  const length = new DataView(body).getUint32(0, true);
  return [JSON.parse(new TextDecoder().decode(new Uint8Array(body, 4, length))), 4 + length];
};
