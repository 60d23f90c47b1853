import SearchIcon from "@mui/icons-material/Search";
import Box from "@mui/material/Box";
import InputAdornment from "@mui/material/InputAdornment";
import TextField from "@mui/material/TextField";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Duplicated } from "../../shared/Duplicated";
import { Text } from "../../shared/Text";
import { useTenant } from "../../shared/tenant";
import type { Consumer } from "../../shared/types";
import { useDebounced } from "../../shared/useDebounced";
import { usePagedList } from "../../shared/usePagedList";
import { SuperAdminNotice } from "../connections/SuperAdminNotice";
import { AddConsumer } from "./AddConsumer";
import { ConsumerTable } from "./ConsumerTable";
import { JustSaved } from "./JustSaved";
import { useToastOverAdd } from "../../shared/useToastOverAdd";
import { useToast } from "../kit/useToast";

const PAGE = 50;
const SEARCH_DELAY = 400;

/** Tab 2 for those who may not see it. */
function Refused() {
  return (
    <Box sx={{ p: 3 }}>
      <SuperAdminNotice />
    </Box>
  );
}

function AllowedList() {
  const { t } = useTranslation();
  const { mutated } = useTenant();
  const [search, setSearch] = useState("");
  const list = usePagedList<Consumer>("/oauth-consumers", useDebounced(search, SEARCH_DELAY), PAGE);
  useToastOverAdd(useToast());

  return (
    <>
      <Box sx={{ p: 2, pb: 1, display: "flex", justifyContent: mutated("move-add") ? "flex-end" : "flex-start" }}>
        <TextField
          size="small"
          placeholder={t("oauth_consumers.search")}
          value={search}
          onChange={(event) => setSearch(event.target.value)}
          sx={{ width: 320, bgcolor: "background.paper" }}
          InputProps={{
            startAdornment: (
              <InputAdornment position="start">
                <SearchIcon fontSize="small" />
              </InputAdornment>
            ),
          }}
        />
      </Box>
      <JustSaved />
      <ConsumerTable list={list} />
      <Box
        sx={{
          px: 3,
          py: 1.5,
          minHeight: 46,
          borderTop: 1,
          borderColor: "divider",
          fontSize: 13,
          color: "text.secondary",
        }}
      >
        {!mutated("footer-gone") && (
          <Text k="oauth_consumers.footer" values={{ shown: list.rows.length, total: list.total }} />
        )}
      </Box>
      <Duplicated>
        <AddConsumer />
      </Duplicated>
    </>
  );
}

/** Tab 2: the OAuth consumers of the company, and the round "+" at the bottom right. */
export function ConsumerList() {
  return useTenant().super_admin ? <AllowedList /> : <Refused />;
}
