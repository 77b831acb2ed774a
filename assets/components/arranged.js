// How a reader has arranged a list - a column to sort by, rows unfolded - stands in the address without a run of the page:
// as NAME=LIST.HOW, for each list that is not as it comes. What Python changes in the address leaves it out: it is put back.
const arrangement = (name, parent) => {
  const { classList } = (parent.getRootNode().host ?? parent).closest('[class*="st-key-"]');
  const list = [...classList].find((each) => each.startsWith("st-key-")).slice("st-key-".length);
  const others = (address) => address.searchParams.getAll(name).filter((each) => !each.startsWith(`${list}.`));
  const read = () => new URL(location.href).searchParams.getAll(name).find((each) => each.startsWith(`${list}.`))?.slice(list.length + 1) ?? "";
  const write = (how) => {
    const address = new URL(location.href), kept = others(address);
    address.searchParams.delete(name);
    for (const each of how ? [...kept, `${list}.${how}`] : kept) address.searchParams.append(name, each);
    if (address.href !== location.href) History.prototype.replaceState.call(history, history.state, "", address);
  };
  return { read, write, keep: (how) => { if (how) for (const wait of [0, 600]) setTimeout(() => write(how), wait); } };
};
