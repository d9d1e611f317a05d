import { useState } from "preact/hooks";
import type { WorldPerson } from "../../protocol.js";
import { PopList, rowId } from "../list/pop-list.js";
import { useActiveRow } from "../list/use-active-row.js";
import { useClient, useSession } from "../state/session.js";
import { Avatar } from "./avatar.js";
import { Icon } from "./icon.js";
import "./person-switch.css";

const listId = "people";

/** The current person, with a menu to switch. */
export function PersonSwitch() {
  const session = useSession();
  const people = useClient((state) => state.world.people);
  const personId = useClient((state) => state.personId);
  const [isOpen, setOpen] = useState(false);
  const mine = people.findIndex(({ id }) => id === personId);
  const row = useActiveRow(isOpen ? people.length : 0, Math.max(0, mine), String(isOpen));
  const me = people[mine];
  if (!me) return null;

  const become = (person: WorldPerson) => {
    setOpen(false);
    if (person.id !== personId) session.become(person.id);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (!isOpen || row.onArrow(event)) return;
    const person = people[row.active];
    if (event.key === "Escape") event.preventDefault();
    if (event.key === "Escape" || event.key === "Tab") setOpen(false);
    else if ((event.key === "Enter" || event.key === " ") && person) {
      event.preventDefault();
      become(person);
    }
  };

  return (
    <div class="person">
      {isOpen && (
        <div class="popup">
          <div class="popup-head">
            <strong>Switch person</strong>
          </div>
          <PopList
            id={listId}
            label="People"
            rows={people}
            active={row.active}
            onHover={row.set}
            onPick={become}
            draw={(person) => (
              <span class="menu-row">
                <Avatar name={person.name} colour={person.colour} size={26} />
                <span class="menu-text">
                  <span class="pop-main">{person.name}</span>
                  <span class="pop-sub">{roleOf(person)}</span>
                </span>
                {person.id === personId && <Icon name="check" size={16} />}
              </span>
            )}
          />
        </div>
      )}
      <button
        type="button"
        class="person-button"
        role="combobox"
        aria-label={`You are ${me.name}, ${roleOf(me)}. Switch person`}
        aria-haspopup="listbox"
        aria-expanded={isOpen}
        aria-controls={listId}
        aria-activedescendant={isOpen ? rowId(listId, row.active) : undefined}
        onKeyDown={onKeyDown}
        onClick={() => setOpen(!isOpen)}
        onBlur={() => setOpen(false)}
      >
        <Avatar name={me.name} colour={me.colour} size={34} />
        <span class="menu-text">
          <strong>{me.name}</strong>
          <span class="quiet">{roleOf(me)}</span>
        </span>
        <Icon name="down" size={16} />
      </button>
    </div>
  );
}

function roleOf({ admin }: WorldPerson): string {
  return admin ? "Admin" : "Member";
}
