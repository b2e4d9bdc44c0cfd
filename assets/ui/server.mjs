/* How the page asks its server. */
import { notice } from './notices.mjs';

/** POSTs JSON; the Response, or null with a message if the server does not answer.
 * @param {string} path @param {unknown} body */
export const post = async (path, body) => {
  try {
    return await fetch(path, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
    });
  } catch {
    notice('The server does not answer; the picture is the last one that it sent.', [], 'server');
    return null;
  }
};
