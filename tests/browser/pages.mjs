// Every page of the sample workspace, by name.

/** The names and paths of all pages; decides a few suggestions, so that every state is there. */
export async function pages(server) {
  const waiting = await server.api("inbox");
  const of = (kind) => waiting.filter((one) => one.kind === kind);
  const [split] = of("split").filter((one) => one.item === "HAR-13");
  const [accepted, rejected, assumption] = of("assumption");
  const [question, another] = of("question");
  await server.api(`suggestions/${accepted.id}/accept`, "{}");
  await server.api(`suggestions/${rejected.id}/reject`, JSON.stringify({ reason: "unclear", note: "which guests?" }));
  return [
    ["inbox", "/"],
    ["inbox-chosen", `/inbox?at=${question.id}&done=${accepted.id}`],
    ["inbox-splits", `/inbox?kind=split&at=${split.id}`],
    ["suggestion", `/suggestions/${assumption.id}`],
    ["suggestion-decided", `/suggestions/${rejected.id}`],
    ["trace", `/suggestions/${rejected.id}/trace`],
    ["edit", `/suggestions/${assumption.id}/edit`],
    ["edit-split", `/suggestions/${split.id}/edit?way=2`],
    ["several", "/several?kind=question"],
    ["several-chosen", `/several?kind=question&id=${question.id}&id=${another.id}`],
    ["item", "/items/HAR-13"],
    ["item-refused", "/items/HAR-21"],
    ["item-new", "/items/HAR-3"],
  ];
}
