import { Outlet } from "react-router-dom";

/** API Connections has no tabs any more: the side panel leads to its parts. */
export function ApiConnections() {
  return <Outlet />;
}
