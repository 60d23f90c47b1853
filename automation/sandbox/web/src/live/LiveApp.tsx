import CssBaseline from "@mui/material/CssBaseline";
import { ThemeProvider } from "@mui/material/styles";
import { SnackbarProvider } from "notistack";
import { useMemo } from "react";
import { AppRoutes, type Screens } from "../shared/AppRoutes";
import { useTenant } from "../shared/tenant";
import { AppAuthorizations } from "./connections/AppAuthorizations";
import { ApiConnections } from "./connections/ApiConnections";
import { ConnectionKeys } from "./connections/ConnectionKeys";
import { ConsumerList } from "./consumers/ConsumerList";
import { ExistingConsumer } from "./consumers/ExistingConsumer";
import { NewConsumer } from "./consumers/NewConsumer";
import { Dashboard } from "./dashboard/Dashboard";
import { SectionPage } from "./settings/SectionPage";
import { Settings } from "./settings/Settings";
import { Shell } from "./shell/Shell";
import { Authorize } from "./signin/Authorize";
import { CompanyStep } from "./signin/CompanyStep";
import { SignIn } from "./signin/SignIn";
import { TwoFactor } from "./signin/TwoFactor";
import { makeTheme } from "./theme";

const SCREENS: Screens = {
  SignIn,
  TwoFactor,
  CompanyStep,
  Authorize,
  Shell,
  Dashboard,
  Settings,
  SectionPage,
  ApiConnections,
  ConnectionKeys,
  ConsumerList,
  AppAuthorizations,
  NewConsumer,
  ExistingConsumer,
};

// At the bottom right, and tall enough to lie over the "+", or out of its way.
const places = {
  on: { anchorOrigin: { vertical: "bottom", horizontal: "right" }, style: { minHeight: 72 } },
  off: { anchorOrigin: { vertical: "bottom", horizontal: "left" } },
} as const;

/** The product as it is today: React 18 and MUI v5. */
export default function LiveApp() {
  const { theme, looks } = useTenant();
  const muiTheme = useMemo(() => makeTheme(theme, looks.animations), [theme, looks.animations]);
  const still = looks.animations === "off" ? { transitionDuration: 0 } : {};
  return (
    <ThemeProvider theme={muiTheme}>
      <CssBaseline enableColorScheme />
      <SnackbarProvider maxSnack={3} autoHideDuration={4000} {...places[looks.toast_over_add]} {...still}>
        <AppRoutes screens={SCREENS} />
      </SnackbarProvider>
    </ThemeProvider>
  );
}
