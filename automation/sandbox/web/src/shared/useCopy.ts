/** Puts a value into the clipboard and says whether that worked. */
export function useCopy(toast: (key: string, kind: "success" | "error") => void): (value: string) => void {
  return (value) => {
    navigator.clipboard.writeText(value).then(
      () => toast("toast.copied", "success"),
      () => toast("toast.failed", "error"),
    );
  };
}
