// An incident in words: the full account (popup), and the short one (card in the panel).
(function (G) {
  'use strict';

  const el = G.el;

  // Status in words with its sign; the frame repeats the ring: dashed, solid, dotted.
  G.statusTag = function (account, status) {
    return el('span', `gm-tag gm-tag-${status}`, account.status);
  };

  // The voices: those for it, and those against it beside them.
  G.voices = function (account) {
    if (!account.voices.length) return null;
    const box = el('div', account.voices.length > 1 ? 'gm-voices gm-voices-two' : 'gm-voices');
    for (const voice of account.voices) {
      const head = el('div', 'gm-voice-head', null);
      if (voice.side) head.append(el('b', '', voice.side), ' ');
      const spoken = voice.speaker !== voice.side ? `${voice.speaker} ` : '';
      head.append(el('span', '', `${spoken}${voice.verb}`));
      box.append(el('blockquote', voice.against ? 'gm-voice gm-voice-against' : 'gm-voice', null, head,
        voice.quote ? el('p', '', voice.quote) : null));
    }
    return box;
  };

  // Who says so and who denies it, in a row of words, for readers of tables rather than boxes.
  function row(list, name, values) {
    const found = (Array.isArray(values) ? values : [values]).filter(Boolean);
    if (!found.length) return;
    list.append(el('dt', '', name));
    for (const value of found) list.append(el('dd', '', value));
  }

  // A party's name of a place, and whose it is: 'Khankendi (Azerbaijan)'.
  const owned = (known) => `${known.name} (${known.owners.join(', ')})`;

  // What persons corrected, who and why: 'Corrected: type was armed clash (N.N.: it was artillery)'.
  const corrected = (account) => (account.corrected || []).map((told) => el('p', 'gm-corrected', `Corrected: ${told}`));

  const sides = (account, wanted) => [...new Set(
    account.voices.filter(wanted).map((v) => v.side || v.speaker))].join(', ');

  G.sourceLine = function (source) {
    const words = [source.publisher, source.title].filter(Boolean).join(': ');
    const line = el('p', 'gm-source', null);
    line.append(source.url ? G.link(source.url, words) : el('span', '', words));
    if (source.published) line.append(el('span', '', ` · ${source.published}`));
    return line;
  };

  // The whole account of incident i. -> Promise of an element
  G.fullAccount = async function (table, i) {
    const account = await table.account(i);
    const status = table.statusOf(i);
    const box = el('article', `gm-account gm-status-${status}`, null,
      el('h3', '', null, G.badge(table.familyOf(i), status, 26), el('span', '', account.what)),
      G.statusTag(account, status));
    const facts = el('dl', 'gm-facts');
    row(facts, 'When', account.when);
    row(facts, 'Where', account.where || 'the source gives no place');
    row(facts, 'Precision', account.precision);
    row(facts, 'Also called', [...(account.partyNames || []).map(owned), ...(account.otherNames || [])].join(' / '));
    row(facts, 'Said to be by', (account.initiators || []).join(', '));
    row(facts, 'Against', (account.targets || []).join(', '));
    row(facts, 'Claimed by', sides(account, (v) => !v.against && v.verb !== 'confirms'));
    row(facts, 'Confirmed by', sides(account, (v) => !v.against && v.verb === 'confirms'));
    row(facts, 'Denied by', sides(account, (v) => v.against));
    row(facts, 'Weapons', (account.weapons || []).join(', '));
    row(facts, 'Harm', account.harm);
    row(facts, 'Note', account.notes);
    box.append(facts, ...corrected(account));
    const voices = G.voices(account);
    if (voices) box.append(voices);
    // The sentence, unless a voice has just said it.
    if (account.quote && !account.voices.some((v) => v.quote.includes(account.quote) || account.quote === v.quote)) box.append(el('blockquote', 'gm-quote', account.quote));
    const source = table.sources[account.source];
    box.append(G.sourceLine(source));
    if (source.text) {
      box.append(el('details', 'gm-fulltext', null, el('summary', '', 'The whole text'), el('p', '', source.text)));
    }
    const codes = account.codes.map(([scheme, code]) => `${scheme} ${code}`).join(' · ');
    box.append(el('p', 'gm-codes', `${codes} · id ${account.id}`));
    return box;
  };

  // The card of incident i. -> Promise of an element
  G.card = async function (table, i) {
    const account = await table.account(i);
    const status = table.statusOf(i);
    const title = el('button', 'gm-card-title', account.what);
    title.type = 'button';
    const lines = [account.when, account.precision, (account.partyNames || []).map((known) => known.name).join(' / ')].filter(Boolean);
    const acts = [];
    if (account.initiators) acts.push(`said to be by ${account.initiators.join(', ')}`);
    if (account.weapons) acts.push(account.weapons.join(', '));
    const card = el('li', `gm-card gm-status-${status}`, null,
      el('div', 'gm-card-head', null, G.badge(table.familyOf(i), status, 24), title, G.statusTag(account, status)),
      el('p', 'gm-card-line', lines.join(' · ')),
      acts.length ? el('p', 'gm-card-line', acts.join(' · ')) : null,
      account.harm ? el('p', 'gm-card-line gm-harm', account.harm.join('; ')) : null);
    if (status === 'contested' || status === 'denied') {
      const voices = G.voices(account);
      if (voices) card.append(voices);
    }
    card.append(...corrected(account));
    if (!table.hasPlace(i)) card.append(el('p', 'gm-card-line gm-noplace', 'not on the map: no place given or found'));
    const source = table.sources[account.source];
    const from = [source.publisher || source.title, source.published].filter(Boolean).join(', ');
    const codes = account.codes.map(([, code]) => code).join(' · ');
    card.append(el('p', 'gm-codes', `${from} · ${codes}`));
    card.dataset.position = i;
    card.addEventListener('click', (event) => {
      if (!event.target.closest('a, summary')) table.choose(i, 'panel');
    });
    return card;
  };

  // Several incidents at one spot: a list from which each opens, and back. -> element
  G.accountList = function (table, positions) {
    const box = el('div', 'gm-several');
    const showList = async () => {
      const list = el('ul', 'gm-several-list');
      // A spot with thousands of incidents lists the first ones; the panel holds them all.
      for (const i of positions.slice(0, 200)) {
        const account = await table.account(i);
        const open = el('button', '', null, G.badge(table.familyOf(i), table.statusOf(i), 22),
          el('span', '', null, el('b', '', account.what), el('br'), `${account.when} · ${account.status}`));
        open.type = 'button';
        open.addEventListener('click', (event) => {
          event.stopPropagation();
          showOne(i);
        });
        list.append(el('li', '', null, open));
      }
      const rest = positions.length - 200;
      box.replaceChildren(el('h3', '', G.plural(positions.length, 'incident')), list,
        rest > 0 ? el('p', 'gm-codes', `and ${rest} more, in the list beside the map`) : '');
    };
    const showOne = async (i) => {
      const back = el('button', 'gm-back', `‹ all ${positions.length}`);
      back.type = 'button';
      back.addEventListener('click', (event) => {
        event.stopPropagation();
        showList();
      });
      box.replaceChildren(back, await G.fullAccount(table, i));
      table.choose(i, 'map');
    };
    box.ready = showList();
    return box;
  };
})((window.geomap = window.geomap || {}));
