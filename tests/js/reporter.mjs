/* Says what failed, and how many tests there were: node's own reporters have a line for each, or no count. */

/* The innermost cause of a failure, as it was thrown. */
const causeOf = error => (error?.cause instanceof Error ? causeOf(error.cause) : error);

export default async function* report(events) {
  let passed = 0;
  let failed = 0;
  for await (const { type, data } of events) {
    if (type === 'test:stderr') yield data.message; // of a file that cannot be read
    if (data?.details?.type === 'suite' || !['test:pass', 'test:fail'].includes(type)) continue;
    if (type === 'test:pass') passed++;
    else {
      failed++;
      yield `${data.file}: ${data.name}\n${causeOf(data.details.error)?.stack ?? data.details.error}\n\n`;
    }
  }
  yield `${passed} passed${failed ? `, ${failed} failed` : ''}\n`;
}
