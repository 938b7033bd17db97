// An incident in words: the full account (popup), and the short one (card in the panel).
(function (G) {
  'use strict';

  const el = G.el;

  // Words of a source: their own direction, whatever the page's. Sentences of ours, and names in them, have the page's.
  const own = (tag, className, text, ...children) => {
    const element = el(tag, className, text, ...children);
    element.dir = 'auto';
    return element;
  };

  // Status in words with its sign; the frame repeats the ring: dashed, solid, dotted.
  G.statusTag = (status, account) => el('span', `gm-tag gm-tag-${status}`, G.say.status(status, account));

  // The voices: those for it, and those against it beside them.
  G.voices = function (account) {
    // What sources say in their own voice stands with their accounts, where these are listed.
    // Copies of a text say the same twice.
    const key = ({ side, speaker, verb, about, quote }) => JSON.stringify([side, speaker, verb, about, quote]);
    const voices = account.bySource.length ? [...new Map(account.voices.filter((voice) => voice.side).map((voice) => [key(voice), voice])).values()] : account.voices;
    if (!voices.length) return null;
    const box = el('div', voices.length > 1 ? 'gm-voices gm-voices-two' : 'gm-voices');
    for (const voice of voices) {
      const head = el('div', 'gm-voice-head');
      if (voice.side) head.append(el('b', '', G.isolate(voice.side)), ' ');
      const spoken = voice.speaker !== voice.side ? `${G.isolate(voice.speaker)} ` : '';
      head.append(el('span', '', `${spoken}${G.say.verb(voice)}`));
      box.append(el('blockquote', voice.against ? 'gm-voice gm-voice-against' : 'gm-voice', null, head,
        voice.quote ? own('p', '', voice.quote) : null));
    }
    return box;
  };

  // A name and what is told of it, for readers of tables rather than boxes.
  function row(list, key, values) {
    const found = (Array.isArray(values) ? values : [values]).filter(Boolean);
    if (!found.length) return;
    list.append(el('dt', '', G.t(`card.${key}`)));
    for (const value of found) list.append(el('dd', '', G.isolate(value)));
  }

  // What persons corrected, who and why: 'Corrected: type was armed clash (N.N.: it was artillery)'.
  const corrected = (account) => (account.corrected || []).map((told) => el('p', 'gm-corrected', G.t('card.corrected', { told })));

  G.sourceLine = function (document) {
    const words = G.say.source(document);
    const line = el('p', 'gm-source');
    line.append(document.url ? G.link(document.url, G.isolate(words)) : el('span', '', G.isolate(words)));
    if (document.published !== G.MISSING) line.append(el('span', '', ` · ${G.day(document.published)}`));
    return line;
  };

  const codes = (account) => [`ACLED ${account.acled.join(' / ')}`, `PLOVER ${account.plover}`];

  // Harm as a small table: lowest, best and highest count of each kind.
  function harm(account) {
    if (account.tolls) return G.say.harms(account);
    return (account.harm || []).map((count) => G.withDots([G.say.harm(count), count[7] ? G.t('card.quoted', { words: count[7] }) : '']));
  }

  // The whole account of incident i. -> Promise of an element
  G.fullAccount = async function (lens, i) {
    const table = lens.table;
    const account = await table.account(i);
    const status = lens.statusOf(i);
    const box = el('article', `gm-whole gm-status-${status}`, null,
      el('h3', '', null, G.badge(table.familyOf(i), status, 26), el('span', '', G.say.what(table, i, account))),
      G.statusTag(table.statusOf(i), account));
    const facts = el('dl', 'gm-facts');
    row(facts, 'when', G.say.when(table, i, account));
    row(facts, 'where', G.say.where(account) || G.t('card.nowhere'));
    row(facts, 'precision', G.say.precision(account));
    row(facts, 'names', G.inRow(G.say.otherNames(account), ' / '));
    row(facts, 'initiators', G.withCommas(account.initiators || []));
    row(facts, 'targets', G.withCommas(account.targets || []));
    row(facts, 'claimed', G.withCommas(G.say.claimedBy(account)));
    row(facts, 'confirmed', G.withCommas(G.say.confirmedBy(account)));
    row(facts, 'denied', G.withCommas(G.say.deniedBy(account)));
    row(facts, 'weapons', G.withCommas(account.weapons || []));
    row(facts, 'harm', harm(account));
    row(facts, 'note', G.say.notes(table, i, account));
    box.append(facts, ...corrected(account));
    const voices = G.voices(account);
    if (voices) box.append(voices);
    box.append(...G.joinedParts(table, i, account));
    // The sentence, unless a voice or an account has just said it.
    if (account.quote && !account.bySource.length && !account.voices.some((v) => v.quote.includes(account.quote))) box.append(own('blockquote', 'gm-quote', account.quote));
    const listed = new Set(account.bySource.map((told) => told.document));
    box.append(...[account.document, ...account.alsoIn].filter((document) => !listed.has(document)).map(G.sourceLine));
    box.append(el('p', 'gm-codes', G.withDots([...codes(account), G.t('card.id', { id: account.id })])));
    box.append(actions(table, i, account));
    return box;
  };

  // What can be done with an incident: read it in its text, cite it.
  function actions(table, i, account) {
    const box = el('p', 'gm-actions');
    if (account.document.passages.length) box.append(G.button('gm-link', G.t('card.read'), () => table.fire('read', { position: i })));
    const cite = G.button('gm-link', G.t('card.cite'), async () => {
      const text = await G.say.citation(table, i, { title: document.title });
      const copied = await G.copy(text);
      told.textContent = G.t(copied ? 'card.cited' : 'card.cite_failed');
      if (!copied) told.after(G.selected(text));
    });
    const told = el('span', 'gm-quiet');
    told.setAttribute('role', 'status');
    box.append(cite, told);
    return box;
  }

  // The card of incident i. -> Promise of an element
  G.card = async function (lens, i) {
    const table = lens.table;
    const account = await table.account(i);
    const status = lens.statusOf(i);
    const title = el('button', 'gm-card-title', G.say.what(table, i, account));
    title.type = 'button';
    const lines = [G.say.when(table, i, account), G.say.precision(account), G.inRow((account.partyNames || []).map(([name]) => name), ' / ')];
    const acts = [];
    if (account.initiators) acts.push(G.t('card.said_by', { names: G.withCommas(account.initiators) }));
    if (account.weapons) acts.push(G.withCommas(account.weapons));
    const card = el('li', `gm-card gm-status-${status}`, null,
      el('div', 'gm-card-head', null, G.badge(table.familyOf(i), status, 24, table.isRough(i)), title, G.statusTag(table.statusOf(i), account)),
      el('p', 'gm-card-line', G.withDots(lines)),
      acts.length ? el('p', 'gm-card-line', G.withDots(acts)) : null,
      account.harm ? el('p', 'gm-card-line gm-harm', G.withSemicolons(G.say.harms(account))) : null);
    if (status === 'contested' || status === 'denied') {
      const voices = G.voices(account);
      if (voices) card.append(voices);
    }
    card.append(...corrected(account));
    const joined = G.joinedFold(table, i, account);
    if (joined) card.append(joined);
    if (!table.hasPlace(i)) card.append(el('p', 'gm-card-line gm-noplace', G.t('card.off_map')));
    const d = account.document;
    const more = account.alsoIn.length ? `+${G.number(account.alsoIn.length)}` : '';
    const from = G.withCommas([d.publisher || d.title, d.published !== G.MISSING ? G.day(d.published) : '', more]);
    const codes = el('p', 'gm-codes', G.withDots([from, account.acled.join(' / '), account.plover]));
    if (d.passages.length) {
      const read = G.button('gm-link', G.t('card.read'), (event) => {
        event.stopPropagation();
        table.fire('read', { position: i });
      });
      codes.append(' · ', read);
    }
    card.append(codes);
    card.dataset.position = i;
    card.addEventListener('click', (event) => {
      if (!event.target.closest('a, summary, .gm-joined-fold')) table.choose(i, 'list');
    });
    return card;
  };

  // Several incidents at one spot: a list from which each opens, and back. -> element
  G.accountList = function (lens, positions) {
    const table = lens.table;
    const box = el('div', 'gm-several');
    // What was pressed goes: the focus stays in the popup, which Escape closes.
    const change = (focus, ...parts) => {
      const within = box.contains(document.activeElement);
      box.replaceChildren(...parts);
      if (within) focus.focus({ preventScroll: true });
    };
    const showList = async (last) => {
      const list = el('ul', 'gm-several-list');
      let pressed = null;
      // A spot with thousands of incidents lists the first ones; the panel holds them all.
      for (const i of positions.slice(0, 200)) {
        const account = await table.account(i);
        const open = el('button', '', null, G.badge(table.familyOf(i), lens.statusOf(i), 22),
          el('span', '', null, el('b', '', G.say.what(table, i, account)), el('br'),
            G.withDots([G.say.when(table, i, account), G.say.status(table.statusOf(i), account)])));
        open.type = 'button';
        open.addEventListener('click', (event) => {
          event.stopPropagation();
          showOne(i);
        });
        if (i === last) pressed = open;
        list.append(el('li', '', null, open));
      }
      const rest = positions.length - 200;
      change(pressed, el('h3', '', G.n('list.several', positions.length)), list,
        rest > 0 ? el('p', 'gm-codes', G.t('list.rest', { number: G.number(rest) })) : '');
    };
    const showOne = async (i) => {
      const back = G.button('gm-back', `‹ ${G.t('list.back', { number: G.number(positions.length) })}`, (event) => {
        event.stopPropagation();
        showList(i);
      });
      change(back, back, await G.fullAccount(lens, i));
      table.choose(i, 'map');
    };
    box.ready = showList();
    return box;
  };
})((window.geomap = window.geomap || {}));
