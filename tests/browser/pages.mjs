// Every page of the sample workspace, by name.

/** The names and paths of all pages; decides a few suggestions, so that every state is there. */
export async function pages(server) {
  await server.finish(await server.api("items/HAR-20/refine", "{}"));
  const waiting = await server.api("inbox");
  const of = (kind) => waiting.filter((one) => one.kind === kind);
  const [split] = of("split").filter((one) => one.item === "HAR-13");
  const [accepted, rejected, assumption, edited] = of("assumption");
  const [question, another, asked] = of("question");
  const [interview, summarized] = await server.api("interviews");
  await server.finish(await server.api(`interviews/${summarized.key}/summarize`, "{}"));
  const imported = await server.finish(
    await server.api("imports/backlog?name=more.csv", "key,title\nMORE-1,Tell a guest\nMORE-2,\n", "application/octet-stream"),
  );
  await server.api(`suggestions/${accepted.id}/accept`, "{}");
  await server.api(`suggestions/${asked.id}/accept`, "{}");
  await server.finish(await server.api("themes", "{}"));
  const statement = "At least 12 of 20 guests change a booking within 30 days without a call.";
  await server.api(`suggestions/${edited.id}/edit`, JSON.stringify({ body: { ...edited.body, statement } }));
  await server.api(`suggestions/${edited.id}/accept`, "{}");
  await server.api(`suggestions/${rejected.id}/reject`, JSON.stringify({ reason: "unclear", note: "which guests?" }));
  return [
    ["inbox", "/"],
    ["inbox-chosen", `/inbox?at=${question.id}&done=${accepted.id}`],
    ["inbox-splits", `/inbox?kind=split&at=${split.id}`],
    ["suggestion", `/suggestions/${assumption.id}`],
    ["suggestion-decided", `/suggestions/${rejected.id}`],
    ["suggestion-edited", `/suggestions/${edited.id}`],
    ["trace", `/suggestions/${rejected.id}/trace`],
    ["edit", `/suggestions/${assumption.id}/edit`],
    ["edit-split", `/suggestions/${split.id}/edit?way=2`],
    ["several", "/several?kind=question"],
    ["several-chosen", `/several?kind=question&id=${question.id}&id=${another.id}`],
    ["item", "/items/HAR-13"],
    ["item-refused", "/items/HAR-21"],
    ["item-new", "/items/HAR-3"],
    ["interviews", "/interviews"],
    ["interview", `/interviews/${interview.key}`],
    ["interview-summarized", `/interviews/${summarized.key}`],
    ["interview-remove", `/interviews/${interview.key}/remove`],
    ["findings", "/findings"],
    ["import", "/import"],
    ["imported", `/imports/${imported.id}`],
    ["insights", "/insights"],
    ["backlog", "/items"],
    ["duplicates", "/duplicates"],
    ["assumptions", "/assumptions"],
    ["assumption", `/assumptions/${accepted.id}`],
    ["questions", "/questions"],
    ["search", "/search?q=cancel+a+booking"],
    ["search-nothing", "/search?q=zeppelin&kind=items"],
    ["decisions", "/decisions"],
    ["ledger", "/ledger"],
    ["settings", "/settings"],
    ["help", "/help"],
    ["evaluate", "/evaluate"],
    ["evaluate-new", "/evaluate/new"],
  ];
}
