/**
 * Waits for several independent writes. If one fails, it rejects with that error only after all
 * others have ended.
 */
export async function allOf(writes: readonly Promise<unknown>[]): Promise<void> {
  const failed = (await Promise.allSettled(writes)).find(({ status }) => status === 'rejected');
  if (failed?.status === 'rejected') throw failed.reason;
}
