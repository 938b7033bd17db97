// An incident in words of the page's language: what, where, when, how exactly, what harm, what status.
(function (G) {
  'use strict';

  const say = {};

  say.type = (table, i) => G.t(`type.${table.types[table.type[i]].key}`);

  // The place with how it lies to it: 'near Barda', 'north of Barda'. '' if none is given.
  say.where = function (account) {
    if (!account.where) return '';
    if (!account.relation) return account.where;
    const key = `relation.${account.relation.replaceAll(' ', '_')}`;
    return G.has(key) ? G.t(key, { place: account.where }) : `${account.relation} ${account.where}`;
  };

  say.what = function (table, i, account) {
    const where = say.where(account);
    return G.withDots([say.type(table, i), where]);
  };

  say.when = function (table, i, account) {
    const days = G.days(table.dayStart[i], table.dayEnd[i]);
    if (!days) return G.t('when.unknown');
    const time = account.timeOfDay;
    const told = time ? G.t('when.time', { days, time: G.has(`time.${time}`) ? G.t(`time.${time}`) : time }) : days;
    return table.isRough(i) ? G.t('when.rough', { when: told }) : told;
  };

  // How exactly the place is known; null without a place.
  say.precision = function (account) {
    if (!account.precision) return null;
    const [key, area, radius, blurred] = account.precision;
    if (blurred) return G.t('precision.blurred', { km: G.number(blurred) });
    const around = radius >= 1 ? ` ${G.t('precision.radius', { km: G.number(Math.round(radius)) })}` : '';
    const kind = G.t(`area.${area || (key === 'second' ? 'district' : 'any')}`);
    return G.t(`precision.${key}`, { area: kind, radius: around });
  };

  const numbers = function (low, best, high) {
    if (best !== null) return low !== null && high !== null && (low !== best || high !== best) ? G.t('harm.between', { best: G.number(best), low: G.number(low), high: G.number(high) }) : G.number(best);
    if (low !== null && high !== null) return `${G.number(low)}–${G.number(high)}`;
    if (low !== null) return G.t('harm.least', { low: G.number(low) });
    return high !== null ? G.t('harm.most', { high: G.number(high) }) : G.t('harm.unknown');
  };

  // A count with its bounds, and whose people they are.
  say.harm = function ([harm, low, best, high, victims, party, cumulative]) {
    const told = [G.t(`harm.${harm}`, { number: numbers(low, best, high) })];
    if (victims) told.push(G.has(`harm.${victims}`) ? G.t(`harm.${victims}`) : victims);
    if (party) told.push(party);
    if (cumulative) told.push(G.t('harm.running'));
    return G.withCommas(told);
  };

  // All harm that is told of. Where several sources tell of the killed and wounded, from the least to the most
  // that any of them says, not source by source.
  say.harms = function (account) {
    const counts = account.harm || [];
    if (!account.tolls) return counts.map(say.harm);
    const added = ['killed', 'wounded'];
    const sums = added.flatMap((harm, k) => (account.tolls[k] ? [say.harm([harm, ...account.tolls[k], null, null, 0])] : []));
    const left = counts.filter(([harm, , , , , , cumulative]) => !added.includes(harm) || cumulative).map(say.harm);
    return [...new Set([...sums, ...left])];
  };

  const names = (voices) => [...new Set(voices.map((voice) => voice.side || voice.speaker))];

  say.claimedBy = (account) => names(account.voices.filter((v) => !v.against && v.verb !== 'confirms' && (v.side || v.party)));
  say.confirmedBy = (account) => names(account.voices.filter((v) => !v.against && v.verb === 'confirms'));
  say.deniedBy = (account) => names(account.voices.filter((v) => v.against));

  // The status with those on whom it rests: 'claimed by Armenia'.
  say.status = function (status, account) {
    if (status === 'claimed') {
      const sides = names(account.voices.filter((v) => !v.against && v.party));
      if (sides.length) return G.t('status.claimed_by', { names: G.join(sides) });
    }
    if (status === 'denied') {
      const sides = names(account.voices.filter((v) => v.against));
      if (sides.length) return G.t('status.denied_by', { names: G.join(sides) });
    }
    return G.t(`status.${status}`);
  };

  // What the speaker does, and what of the account it is about.
  say.verb = function (voice) {
    const told = G.t(`verb.${voice.verb}`);
    return voice.about && voice.about !== 'whole' ? `${told} (${G.t(`about.${voice.about}`)})` : told;
  };

  // What a reader must know besides.
  say.notes = function (table, i, account) {
    const found = [];
    const polarity = table.polarities[table.polarity[i]];
    if (polarity !== 'asserted') found.push(G.t(`polarity.${polarity}`));
    if (!table.isCore(i)) found.push(G.t('note.background'));
    if (account.bySource.length) found.push(say.joined(account));
    else if (account.merged) found.push(G.n('note.merged', account.merged));
    return found;
  };

  say.source = (document) => (document.publisher && document.title ? G.t('list.colon', { name: document.publisher, what: document.title }) : document.publisher || document.title || '');

  // All documents that tell of an incident, each in the words that `tell` gives of it, the incident's own first; of
  // very many the number of the others.
  const MOST_SOURCES = 6;
  say.sources = function (account, tell) {
    const found = [...new Set([account.document, ...account.alsoIn].map(tell).filter(Boolean))];
    const more = found.length - MOST_SOURCES;
    return G.withSemicolons([...found.slice(0, MOST_SOURCES), more > 0 ? `+${G.number(more)}` : '']);
  };

  // A party's name of a place and whose it is: 'Khankendi (Azerbaijan)'.
  say.otherNames = (account) => [
    ...(account.partyNames || []).map(([name, owners]) => `${G.isolate(name)} (${G.withCommas(owners)})`), ...(account.otherNames || []),
  ];

  // One of a map's places that changed hands.
  say.change = function (change) {
    const told = G.t(`change.${change.kind}`, { day: G.day(change.day), party: change.party });
    const said = change.saidBy.length ? G.t('change.said', { names: G.join(change.saidBy) }) : '';
    const otherwise = change.disputedBy.length ? G.t('change.disputed', { names: G.join(change.disputedBy) }) : '';
    return G.withSemicolons([told, said, otherwise]);
  };

  // The line of text with which an incident of this map is cited.
  say.citation = async function (table, i, page) {
    const account = await table.account(i);
    const told = G.withCommas([say.what(table, i, account), say.when(table, i, account), say.status(table.statusOf(i), account)]);
    const precision = say.precision(account);
    const from = say.sources(account, (d) => G.withCommas([d.publisher, d.title, d.published !== G.MISSING ? G.day(d.published) : '', d.url]));
    return G.t('cite.text', { told: precision ? `${told} (${precision})` : told, source: from, map: page.title, id: account.id });
  };

  G.say = say;
})((window.geomap = window.geomap || {}));
