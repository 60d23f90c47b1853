import { Text } from "../../shared/Text";
import { useTenant } from "../../shared/tenant";
import type { Consumer } from "../../shared/types";
import { Button } from "../kit/Button";
import styles from "./ConsumerList.module.css";
import type { Pages } from "./usePages";

/** Which rows are shown, and the ways to the others. */
export function Pager({ pages, size }: { pages: Pages<Consumer>; size: number }) {
  const { mutated } = useTenant();
  const { rows, total, page, hasNext, turnTo } = pages;
  const first = rows.length ? page * size + 1 : 0;
  return (
    <div className={styles.foot}>
      {!mutated("footer-gone") && (
        <span>
          <Text k="oauth_consumers.footer_rows" values={{ first, last: page * size + rows.length, total }} />
        </span>
      )}
      <span className={styles.space} />
      <Button disabled={page === 0} onClick={() => turnTo(page - 1)}>
        <Text k="oauth_consumers.previous_page" />
      </Button>
      <Button disabled={!hasNext} onClick={() => turnTo(page + 1)}>
        <Text k="oauth_consumers.next_page" />
      </Button>
    </div>
  );
}
