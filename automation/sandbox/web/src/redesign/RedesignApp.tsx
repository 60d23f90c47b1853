import { useEffect } from "react";
import { AppRoutes, type Screens } from "../shared/AppRoutes";
import { useTenant } from "../shared/tenant";
import { AppAuthorizations } from "./connections/AppAuthorizations";
import { ApiConnections } from "./connections/ApiConnections";
import { ConnectionKeys } from "./connections/ConnectionKeys";
import { ConsumerList } from "./consumers/ConsumerList";
import { ExistingConsumer } from "./consumers/ExistingConsumer";
import { NewConsumer } from "./consumers/NewConsumer";
import { Dashboard } from "./dashboard/Dashboard";
import { Authorize } from "./entrance/Authorize";
import { CompanyStep } from "./entrance/CompanyStep";
import { SignIn } from "./entrance/SignIn";
import { TwoFactor } from "./entrance/TwoFactor";
import { Toasts } from "./kit/Toasts";
import { SectionPage } from "./settings/SectionPage";
import { Settings } from "./settings/Settings";
import { Shell } from "./shell/Shell";
import "./tokens.css";

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

/** The product as it is to become: Radix and plain style sheets, nothing of MUI. */
export default function RedesignApp() {
  const { animations } = useTenant().looks;
  useEffect(() => {
    document.documentElement.dataset.animations = animations;
  }, [animations]);
  return (
    <Toasts>
      <AppRoutes screens={SCREENS} />
    </Toasts>
  );
}
