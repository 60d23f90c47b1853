import { createTheme, type Theme as MuiTheme } from "@mui/material/styles";
import type { Appearance } from "../shared/appearance";
import type { Theme } from "../shared/types";

const STILL = {
  create: () => "none",
  getAutoHeightDuration: () => 0,
  duration: { shortest: 0, shorter: 0, short: 0, standard: 0, complex: 0, enteringScreen: 0, leavingScreen: 0 },
};

/** MUI's theme for light or dark, with or without movement. */
export function makeTheme(mode: Theme, animations: Appearance["animations"]): MuiTheme {
  const dark = mode === "dark";
  return createTheme({
    palette: {
      mode,
      primary: { main: dark ? "#6aa8ff" : "#1457c9" },
      secondary: { main: dark ? "#4fd1a5" : "#0a8f63" },
      background: dark ? { default: "#11161f", paper: "#1a2130" } : { default: "#f4f6fa", paper: "#ffffff" },
    },
    shape: { borderRadius: 8 },
    typography: { fontFamily: '"Inter Variable", system-ui, sans-serif', button: { fontWeight: 600 } },
    components: {
      MuiPaper: { styleOverrides: { root: { backgroundImage: "none" } } },
      ...(animations === "off" ? { MuiButtonBase: { defaultProps: { disableRipple: true } } } : {}),
    },
    ...(animations === "off" ? { transitions: STILL } : {}),
  });
}
