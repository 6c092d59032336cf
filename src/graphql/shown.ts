/** What readers may know of: itself if it is shown, else `null`, as if it did not exist. */
export async function ifShown<T extends { readonly isShown?: true }>(
  loading: Promise<T | null>,
): Promise<T | null> {
  const found = await loading;
  return found?.isShown ? found : null;
}
