import type { ComponentType } from "react";
import { BrowserRouter, Navigate, Outlet, Route, Routes } from "react-router-dom";
import { API_CONNECTIONS, CONSUMERS } from "./sections";
import { useTenant } from "./tenant";
import { usePoll } from "./usePoll";
import { rememberReturn } from "./useSignIn";

/** The screens a variant of the product brings; layouts contain an `<Outlet />`. */
export interface Screens {
  SignIn: ComponentType;
  TwoFactor: ComponentType;
  CompanyStep: ComponentType;
  Authorize: ComponentType;
  Shell: ComponentType;
  Dashboard: ComponentType;
  Settings: ComponentType;
  SectionPage: ComponentType;
  ApiConnections: ComponentType;
  ConnectionKeys: ComponentType;
  ConsumerList: ComponentType;
  AppAuthorizations: ComponentType;
  NewConsumer: ComponentType;
  ExistingConsumer: ComponentType;
}

/** Lets only signed-in people pass; those of several companies choose one first. */
function SignedIn() {
  const { signed_in, company } = useTenant();
  usePoll(signed_in);
  if (!signed_in) {
    if (window.location.pathname === "/oauth/authorize") rememberReturn();
    return <Navigate to="/signin" replace />;
  }
  if (!company) return <Navigate to="/company" replace />;
  return <Outlet />;
}

/** API Connections is an add-on: without it its addresses lead to the settings. */
function WithAddOn() {
  return useTenant().add_on ? <Outlet /> : <Navigate to="/config/general" replace />;
}

/** The product's addresses, the same in every variant. */
export function AppRoutes({ screens }: { screens: Screens }) {
  return (
    <BrowserRouter>
      <Routes>
        <Route path="/signin" element={<screens.SignIn />} />
        <Route path="/two-factor" element={<screens.TwoFactor />} />
        <Route path="/company" element={<screens.CompanyStep />} />
        <Route element={<SignedIn />}>
          <Route path="/oauth/authorize" element={<screens.Authorize />} />
          <Route element={<screens.Shell />}>
            <Route index element={<screens.Dashboard />} />
            <Route path="/config" element={<screens.Settings />}>
              <Route index element={<Navigate to="/config/general" replace />} />
              <Route path=":section" element={<screens.SectionPage />} />
              <Route element={<WithAddOn />}>
                <Route element={<screens.ApiConnections />}>
                  <Route path={API_CONNECTIONS} element={<screens.ConnectionKeys />} />
                  <Route path={CONSUMERS} element={<screens.ConsumerList />} />
                  <Route path={`${API_CONNECTIONS}/app-authorizations`} element={<screens.AppAuthorizations />} />
                </Route>
                <Route path={`${CONSUMERS}/new`} element={<screens.NewConsumer />} />
                <Route path={`${CONSUMERS}/:id`} element={<screens.ExistingConsumer />} />
              </Route>
            </Route>
          </Route>
        </Route>
        <Route path="*" element={<Navigate to="/" replace />} />
      </Routes>
    </BrowserRouter>
  );
}
