import HexagonOutlinedIcon from "@mui/icons-material/HexagonOutlined";
import Box from "@mui/material/Box";

/** The word mark. */
export function Logo() {
  return (
    <Box sx={{ display: "inline-flex", alignItems: "center", gap: 1, fontWeight: 700, fontSize: 19 }}>
      <HexagonOutlinedIcon color="primary" />
      <span>Fracttal One</span>
    </Box>
  );
}
