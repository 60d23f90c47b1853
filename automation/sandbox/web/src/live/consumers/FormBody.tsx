import Divider from "@mui/material/Divider";
import type { ReactNode } from "react";
import { Duplicated } from "../../shared/Duplicated";

/** The form: its fields, and below them the credentials. */
export function FormBody({ fields, credentials }: { fields: ReactNode; credentials: ReactNode }) {
  return (
    <>
      <Duplicated>{fields}</Duplicated>
      <Divider sx={{ my: 3 }} />
      <Duplicated>{credentials}</Duplicated>
    </>
  );
}
