import { Plus } from "lucide-react";
import { useNavigate } from "react-router-dom";
import { CONSUMERS } from "../../shared/sections";
import { Text } from "../../shared/Text";
import { useTenant } from "../../shared/tenant";
import { Button } from "../kit/Button";

/** Opens the form of a new consumer: a toolbar button, with its text unless it is to have no name. */
export function AddConsumer() {
  const { hook, looks } = useTenant();
  const navigate = useNavigate();
  return (
    <Button look="primary" className={hook("qa-add-btn")} onClick={() => navigate(`${CONSUMERS}/new`)}>
      <Plus size={16} />
      {looks.add !== "unnamed" && <Text k="oauth_consumers.add" />}
    </Button>
  );
}
