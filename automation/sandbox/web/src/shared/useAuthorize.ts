import { useSearchParams } from "react-router-dom";
import { bff } from "./bff";
import { useTenant } from "./tenant";

/** The request an application came with, and the way to answer it. */
export function useAuthorize() {
  const [query] = useSearchParams();
  const { company } = useTenant();
  return {
    client: query.get("client_id") ?? "",
    company: company?.name ?? "",
    answer: async (grant: boolean) => {
      const request = Object.fromEntries(query);
      const { redirect } = await bff.post<{ redirect: string }>(
        "/authorize",
        grant ? request : { ...request, deny: true },
      );
      window.location.assign(redirect);
    },
  };
}
