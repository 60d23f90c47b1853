import SearchIcon from "@mui/icons-material/Search";
import Box from "@mui/material/Box";
import InputAdornment from "@mui/material/InputAdornment";
import TextField from "@mui/material/TextField";
import { useTranslation } from "react-i18next";
import type { Choices } from "../../shared/useChoices";

/** The search box of a list of choices. */
export function ChoiceSearch({ choices }: { choices: Choices }) {
  const { t } = useTranslation();
  return (
    <Box sx={{ p: 1 }}>
      <TextField
        size="small"
        fullWidth
        placeholder={t("dialog.search")}
        value={choices.search}
        onChange={(event) => choices.setSearch(event.target.value)}
        // A menu or a list would take the letters for its own.
        onKeyDown={(event) => event.key !== "Escape" && event.stopPropagation()}
        InputProps={{
          startAdornment: (
            <InputAdornment position="start">
              <SearchIcon fontSize="small" />
            </InputAdornment>
          ),
        }}
      />
    </Box>
  );
}
