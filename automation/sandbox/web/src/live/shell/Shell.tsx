import Box from "@mui/material/Box";
import { useState } from "react";
import { Outlet } from "react-router-dom";
import { ChatBubble } from "../../shared/ChatBubble";
import { Survey } from "../../shared/Survey";
import { Sidebar } from "./Sidebar";
import { TopBar } from "./TopBar";

/** What surrounds every page of a signed-in person. */
export function Shell() {
  const [expanded, setExpanded] = useState(false);
  return (
    <Box sx={{ height: "100vh", display: "flex", flexDirection: "column" }}>
      <TopBar onMainMenu={() => setExpanded((before) => !before)} />
      <Box sx={{ flex: 1, minHeight: 0, display: "flex" }}>
        <Sidebar expanded={expanded} />
        <Box component="main" sx={{ flex: 1, minWidth: 0, overflow: "auto", position: "relative" }}>
          <Outlet />
        </Box>
      </Box>
      <Survey />
      <ChatBubble />
    </Box>
  );
}
