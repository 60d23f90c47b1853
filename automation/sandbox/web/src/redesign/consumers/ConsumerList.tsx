import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Duplicated } from "../../shared/Duplicated";
import { Text } from "../../shared/Text";
import { useTenant } from "../../shared/tenant";
import type { Consumer } from "../../shared/types";
import { useDebounced } from "../../shared/useDebounced";
import { useToastOverAdd } from "../../shared/useToastOverAdd";
import { SuperAdminNotice } from "../connections/SuperAdminNotice";
import { useToast } from "../kit/Toasts";
import { AddConsumer } from "./AddConsumer";
import styles from "./ConsumerList.module.css";
import { ConsumerTable } from "./ConsumerTable";
import { JustSaved } from "./JustSaved";
import { Pager } from "./Pager";
import { usePages } from "./usePages";

const PAGE = 20;
const SEARCH_DELAY = 400;

function AllowedList() {
  const { t } = useTranslation();
  const { mutated } = useTenant();
  const [search, setSearch] = useState("");
  const pages = usePages<Consumer>("/oauth-consumers", useDebounced(search, SEARCH_DELAY), PAGE);
  useToastOverAdd(useToast());
  return (
    <div className={styles.list}>
      <h2 className={styles.title}>
        <Text k="api_connections.oauth_consumers" />
      </h2>
      <div className={`${styles.toolbar} ${mutated("move-add") ? styles.reversed : ""}`}>
        <input
          className={styles.search}
          placeholder={t("oauth_consumers.search")}
          value={search}
          onChange={(event) => setSearch(event.target.value)}
        />
        <span className={styles.space} />
        <Duplicated>
          <AddConsumer />
        </Duplicated>
      </div>
      <JustSaved />
      <ConsumerTable pages={pages} />
      <Pager pages={pages} size={PAGE} />
    </div>
  );
}

/** The OAuth consumers of the company, and "Add" in the toolbar above them. */
export function ConsumerList() {
  return useTenant().super_admin ? <AllowedList /> : <SuperAdminNotice />;
}
