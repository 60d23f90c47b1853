import { useSnackbar } from "notistack";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { useTenant } from "../../shared/tenant";

/** A message that lies over the "+" for a while after the list opens, if the tenant is so set. */
export function useToastOverAdd(): void {
  const { t } = useTranslation();
  const { enqueueSnackbar } = useSnackbar();
  const { toast_over_add } = useTenant().looks;
  useEffect(() => {
    if (toast_over_add === "on") {
      enqueueSnackbar(t("oauth_consumers.refreshed"), {
        variant: "info",
        preventDuplicate: true,
        style: { minHeight: 72 },
      });
    }
  }, [toast_over_add, enqueueSnackbar, t]);
}
