import Box from "@mui/material/Box";
import Typography from "@mui/material/Typography";
import type { FormEvent, ReactNode } from "react";
import { Text } from "../../shared/Text";
import { Card } from "../kit/Card";
import { Logo } from "../kit/Logo";

/** The frame of every step of signing in: a card in the middle of an empty page. */
export function Entrance({
  heading,
  onSubmit,
  children,
}: {
  heading: string;
  onSubmit: () => void;
  children: ReactNode;
}) {
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onSubmit();
  };
  return (
    <Box sx={{ minHeight: "100vh", display: "grid", placeItems: "center", p: 2 }}>
      <Card sx={{ width: 400, p: 4 }}>
        <Logo />
        <Typography component="h1" variant="h6" sx={{ mt: 3, mb: 3 }}>
          <Text k={heading} />
        </Typography>
        <Box component="form" noValidate onSubmit={submit} sx={{ display: "grid", gap: 2.5 }}>
          {children}
        </Box>
      </Card>
    </Box>
  );
}
