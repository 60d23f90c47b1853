import { Trash2 } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router-dom";
import { bff } from "../../shared/bff";
import { CONSUMERS } from "../../shared/sections";
import { Text } from "../../shared/Text";
import type { Consumer } from "../../shared/types";
import { Button } from "../kit/Button";
import { ConfirmDialog } from "../kit/ConfirmDialog";
import styles from "./ConsumerList.module.css";
import type { Pages } from "./usePages";

const COLUMNS = ["column_name", "column_description", "column_grant", "column_group", "column_date"];

function Row({ consumer, onDelete }: { consumer: Consumer; onDelete: () => void }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  return (
    <tr onClick={() => navigate(`${CONSUMERS}/${consumer.id}`)}>
      <td className={styles.name}>{consumer.name}</td>
      <td>{consumer.description}</td>
      <td>{t(`consumer_form.${consumer.grant_type}`)}</td>
      <td>{consumer.permission_group}</td>
      <td>{consumer.created_at}</td>
      <td onClick={(event) => event.stopPropagation()}>
        <Button look="icon" aria-label={t("oauth_consumers.delete")} onClick={onDelete}>
          <Trash2 size={15} />
        </Button>
      </td>
    </tr>
  );
}

/** One page of consumers, as a table. */
export function ConsumerTable({ pages }: { pages: Pages<Consumer> }) {
  const [doomed, setDoomed] = useState<Consumer | null>(null);
  const remove = () => {
    if (!doomed) return;
    setDoomed(null);
    void bff.delete(`/oauth-consumers/${doomed.id}`).finally(pages.reload);
  };
  return (
    <div className={styles.frame}>
      <table className={styles.table} aria-busy={pages.loading}>
        <thead>
          <tr>
            {COLUMNS.map((column) => (
              <th key={column}>
                <Text k={`oauth_consumers.${column}`} />
              </th>
            ))}
            <th />
          </tr>
        </thead>
        <tbody>
          {pages.rows.map((consumer) => (
            <Row key={consumer.id} consumer={consumer} onDelete={() => setDoomed(consumer)} />
          ))}
        </tbody>
      </table>
      {!pages.loading && pages.rows.length === 0 && (
        <p className={styles.empty}>
          <Text k="oauth_consumers.empty" />
        </p>
      )}
      <ConfirmDialog open={doomed !== null} onYes={remove} onNo={() => setDoomed(null)} />
    </div>
  );
}
