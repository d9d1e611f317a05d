import type { WorldChannel } from "../../protocol.js";
import { Icon } from "../shell/icon.js";
import { useClient, useSession } from "../state/session.js";

/** The posts of a forum, newest first. */
export function ForumPosts({ forum }: { readonly forum: WorldChannel }) {
  const session = useSession();
  const channels = useClient((state) => state.world.channels);
  const posts = channels.filter(({ parentId }) => parentId === forum.id).reverse();
  if (posts.length === 0) return <p class="quiet">Nobody has posted here yet.</p>;
  return (
    <ul class="posts" aria-label="Posts">
      {posts.map(({ id, name }) => (
        <li key={id}>
          <button type="button" class="example" onClick={() => session.go(id)}>
            <span class="menu-row">
              <Icon name="thread" />
              <strong>{name}</strong>
            </span>
          </button>
        </li>
      ))}
    </ul>
  );
}
