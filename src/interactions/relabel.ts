import {
  type APIButtonComponent,
  type APIComponentInContainer,
  type APIMessageTopLevelComponent,
  ComponentType,
} from "discord-api-types/v10";

/** The components of a message in which one button has another label; all else is as it was. */
export function relabel(
  components: readonly APIMessageTopLevelComponent[],
  customId: string,
  label: string,
): APIMessageTopLevelComponent[] {
  const labelled = <Button extends APIButtonComponent>(button: Button): Button =>
    "custom_id" in button && button.custom_id === customId ? { ...button, label } : button;
  const inside = <Component extends APIComponentInContainer>(component: Component): Component => {
    if (component.type === ComponentType.ActionRow) {
      const inRow = component.components.map((one) =>
        one.type === ComponentType.Button ? labelled(one) : one,
      );
      return { ...component, components: inRow };
    }
    if (component.type === ComponentType.Section && component.accessory.type === ComponentType.Button) {
      return { ...component, accessory: labelled(component.accessory) };
    }
    return component;
  };
  return components.map((component) =>
    component.type === ComponentType.Container
      ? { ...component, components: component.components.map(inside) }
      : inside(component),
  );
}
