// Two windows wrote notes from the same text: what both changed is kept. Pure.

/** The text that holds the changes of both; where they changed the same place, theirs comes first and mine on the next line. */
export function merge(base, theirs, mine) {
  if (theirs === base || theirs === mine) {
    return mine;
  }

  if (mine === base) {
    return theirs;
  }

  const [a, b] = [change(base, theirs), change(base, mine)];
  const [first, second] = a.from <= b.from ? [a, b] : [b, a];
  if (first.to < second.from || (first.to === second.from && first.from !== second.from)) {
    return base.slice(0, first.from) + first.text + base.slice(first.to, second.from) + second.text + base.slice(second.to);
  }

  const [from, to] = [Math.min(a.from, b.from), Math.max(a.to, b.to)];
  const whole = one => base.slice(from, one.from) + one.text + base.slice(one.to, to);
  return `${base.slice(0, from)}${whole(a).trimEnd()}\n${whole(b).trimStart()}${base.slice(to)}`;
}

// The one stretch that differs: base[from..to] became text.
function change(base, now) {
  let from = 0;
  while (from < base.length && from < now.length && base[from] === now[from]) {
    from += 1;
  }

  let same = 0;
  while (same < base.length - from && same < now.length - from && base[base.length - 1 - same] === now[now.length - 1 - same]) {
    same += 1;
  }

  return { from, to: base.length - same, text: now.slice(from, now.length - same) };
}
