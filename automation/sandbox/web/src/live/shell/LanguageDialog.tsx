import Dialog from "@mui/material/Dialog";
import DialogTitle from "@mui/material/DialogTitle";
import List from "@mui/material/List";
import ListItemButton from "@mui/material/ListItemButton";
import ListItemText from "@mui/material/ListItemText";
import { LANGUAGES } from "../../shared/i18n";
import { Text } from "../../shared/Text";
import { useTenant } from "../../shared/tenant";
import type { Language } from "../../shared/types";

/** The languages the screens can be read in. */
export function LanguageDialog({ open, onClose }: { open: boolean; onClose: () => void }) {
  const { language, setLanguage } = useTenant();
  const choose = (next: Language) => {
    void setLanguage(next).then(onClose);
  };
  return (
    <Dialog open={open} onClose={onClose} maxWidth="xs" fullWidth>
      <DialogTitle>
        <Text k="user_menu.language" />
      </DialogTitle>
      <List sx={{ pt: 0, pb: 1 }}>
        {Object.entries(LANGUAGES).map(([code, name]) => (
          <ListItemButton key={code} lang={code} selected={code === language} onClick={() => choose(code as Language)}>
            <ListItemText primary={name} />
          </ListItemButton>
        ))}
      </List>
    </Dialog>
  );
}
