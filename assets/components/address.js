// The address of the view as it stands, without what only says how it is looked at.
const here = () => {
  const address = new URL(location.href);
  const passing = [...address.searchParams.keys()].filter((name) => name.startsWith("embed") || name.startsWith("tab-"));
  for (const name of passing) address.searchParams.delete(name);
  return address.href;
};
