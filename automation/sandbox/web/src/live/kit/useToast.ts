import { useSnackbar } from "notistack";
import { useCallback } from "react";
import { useTranslation } from "react-i18next";

/** Shows a message at the edge of the screen, by the key of its text. */
export function useToast(): (key: string, kind: "success" | "error" | "info") => void {
  const { t } = useTranslation();
  const { enqueueSnackbar } = useSnackbar();
  return useCallback((key, kind) => void enqueueSnackbar(t(key), { variant: kind }), [enqueueSnackbar, t]);
}
