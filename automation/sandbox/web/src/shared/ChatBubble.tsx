import { useState, type CSSProperties } from "react";
import { useTenant } from "./tenant";

// Nearer to the corner than the "+", and over a part of it, but not over its middle.
const BUBBLE: CSSProperties = {
  position: "fixed",
  right: 4,
  bottom: 4,
  width: 48,
  height: 48,
  borderRadius: "50%",
  border: 0,
  background: "#ff5a5f",
  color: "#fff",
  fontSize: 20,
  cursor: "pointer",
  zIndex: 2147482000,
};

const PANEL: CSSProperties = {
  position: "fixed",
  right: 4,
  bottom: 60,
  width: 320,
  height: 420,
  borderRadius: 12,
  background: "#fff",
  color: "#222",
  padding: 16,
  boxShadow: "0 8px 30px rgb(0 0 0 / 30%)",
  zIndex: 2147482000,
};

/** Another vendor's chat in the corner where the product's own buttons are. */
export function ChatBubble() {
  const { chat } = useTenant().looks;
  const [open, setOpen] = useState(false);
  if (chat === "off") return null;
  return (
    <div className="vendor-chat">
      {open && <div style={PANEL}>Chat</div>}
      <button type="button" style={BUBBLE} aria-label="Chat" onClick={() => setOpen((before) => !before)}>
        ?
      </button>
    </div>
  );
}
