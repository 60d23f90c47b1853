import Paper, { type PaperProps } from "@mui/material/Paper";

/** A bordered surface, the building block of every page. */
export function Card({ sx, ...rest }: PaperProps) {
  return <Paper variant="outlined" sx={[{ p: 2.5 }, ...(Array.isArray(sx) ? sx : [sx])]} {...rest} />;
}
