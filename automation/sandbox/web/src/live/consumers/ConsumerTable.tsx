import DeleteOutlineIcon from "@mui/icons-material/DeleteOutline";
import Box from "@mui/material/Box";
import IconButton from "@mui/material/IconButton";
import LinearProgress from "@mui/material/LinearProgress";
import Table from "@mui/material/Table";
import TableBody from "@mui/material/TableBody";
import TableCell from "@mui/material/TableCell";
import TableHead from "@mui/material/TableHead";
import TableRow from "@mui/material/TableRow";
import Tooltip from "@mui/material/Tooltip";
import Typography from "@mui/material/Typography";
import { useState, type UIEvent } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router-dom";
import { bff } from "../../shared/bff";
import { CONSUMERS } from "../../shared/sections";
import { Text } from "../../shared/Text";
import type { Consumer } from "../../shared/types";
import type { PagedList } from "../../shared/usePagedList";
import { nearEnd } from "../../shared/useWindow";
import { ConfirmDialog } from "../kit/ConfirmDialog";

const COLUMNS = ["column_name", "column_description", "column_grant", "column_group", "column_date"];
const GRID = { display: "grid", gridTemplateColumns: "1.3fr 1.3fr 1.2fr 1.1fr 1.1fr 56px", alignItems: "center" };
const CELL = { overflow: "hidden", textOverflow: "ellipsis", whiteSpace: "nowrap", borderBottom: 0 };

function Row({ consumer, onDelete }: { consumer: Consumer; onDelete: () => void }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const cells = [
    consumer.name,
    consumer.description,
    t(`consumer_form.${consumer.grant_type}`),
    consumer.permission_group,
    consumer.created_at,
  ];
  return (
    <TableRow
      component="div"
      hover
      onClick={() => navigate(`${CONSUMERS}/${consumer.id}`)}
      sx={{ ...GRID, cursor: "pointer", borderBottom: 1, borderColor: "divider" }}
    >
      {cells.map((text, index) => (
        <TableCell key={COLUMNS[index]} component="div" sx={{ ...CELL, fontWeight: index === 0 ? 600 : 400 }}>
          {text}
        </TableCell>
      ))}
      <TableCell component="div" padding="none" sx={{ borderBottom: 0 }} onClick={(event) => event.stopPropagation()}>
        <Tooltip title={t("oauth_consumers.delete")}>
          <IconButton size="small" onClick={onDelete}>
            <DeleteOutlineIcon fontSize="small" />
          </IconButton>
        </Tooltip>
      </TableCell>
    </TableRow>
  );
}

/** The consumers as rows; the next ones come while one scrolls. */
export function ConsumerTable({ list }: { list: PagedList<Consumer> }) {
  const [doomed, setDoomed] = useState<Consumer | null>(null);

  const remove = () => {
    if (!doomed) return;
    setDoomed(null);
    void bff.delete(`/oauth-consumers/${doomed.id}`).finally(list.reload);
  };

  return (
    <Box
      sx={{
        flex: 1,
        minHeight: 0,
        overflow: "auto",
        bgcolor: "background.paper",
        mx: 2,
        border: 1,
        borderColor: "divider",
        borderRadius: 1,
      }}
      onScroll={(event: UIEvent<HTMLElement>) => {
        if (nearEnd(event.currentTarget)) list.more();
      }}
    >
      <Box sx={{ height: 4 }}>{list.loading && <LinearProgress />}</Box>
      <Table component="div" size="small" sx={{ display: "block" }}>
        <TableHead component="div" sx={{ display: "block" }}>
          <TableRow component="div" sx={{ ...GRID, borderBottom: 1, borderColor: "divider" }}>
            {COLUMNS.map((column) => (
              <TableCell key={column} component="div" sx={{ ...CELL, color: "text.secondary", fontWeight: 600 }}>
                <Text k={`oauth_consumers.${column}`} />
              </TableCell>
            ))}
            <TableCell component="div" sx={CELL} />
          </TableRow>
        </TableHead>
        <TableBody component="div" sx={{ display: "block" }}>
          {list.rows.map((consumer) => (
            <Row key={consumer.id} consumer={consumer} onDelete={() => setDoomed(consumer)} />
          ))}
        </TableBody>
      </Table>
      {!list.loading && list.rows.length === 0 && (
        <Typography variant="body2" color="text.secondary" sx={{ p: 4, textAlign: "center" }}>
          <Text k="oauth_consumers.empty" />
        </Typography>
      )}
      <ConfirmDialog open={doomed !== null} onYes={remove} onNo={() => setDoomed(null)} />
    </Box>
  );
}
