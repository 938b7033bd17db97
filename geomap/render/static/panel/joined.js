// An incident that several sources tell of: how each of them tells it, and what they tell differently.
(function (G) {
  'use strict';

  const el = G.el;

  const nameOf = (document) => document.publisher || document.title;

  // A toll [low, best, high] as a count of the kind.
  const toll = (harm, [low, best, high]) => G.say.harm([harm, low, best, high, null, null, 0]);

  // 'the casualties: 3 killed (Wire, Daily); 5 killed (Post)'
  function difference(account, [about, harm, versions]) {
    const told = versions.map(([words, counted, tellers]) => {
      const first = account.bySource[tellers[0]];
      const said = counted ? toll(harm, counted) : words || G.days(first.dayStart, first.dayEnd);
      const names = [...new Set(tellers.map((k) => nameOf(account.bySource[k].document)))];
      return `${G.isolate(said)} (${G.withCommas(names)})`;
    });
    return G.t('list.colon', { name: G.t(`about.${about}`), what: G.withSemicolons(told) });
  }

  // What is told differently, in a few words: 'the place, the casualties'. '' if nothing is.
  G.say.disputed = (account) => G.withCommas([...new Set((account.differences || []).map(([about]) => about))].map((about) => G.t(`about.${about}`)));

  // How many accounts there are, and of how many independent sources. '' if there is but one.
  G.say.joined = (account) => (account.bySource.length ? G.withDots([G.n('joined.accounts', account.bySource.length), G.n('joined.sources', account.independent)]) : '');

  // One source: who and when, what it tells, its words and the way to them.
  function telling(table, i, account, k) {
    const told = account.bySource[k];
    const first = account.bySource.findIndex((each) => each.voice === told.voice);
    const facts = [G.days(told.dayStart, told.dayEnd), G.say.where(told), told.killed ? toll('killed', told.killed) : ''];
    const entry = el('li', '', null, G.sourceLine(told.document), el('p', 'gm-card-line', G.withDots(facts)));
    if (first < k) entry.append(el('p', 'gm-codes', G.t('joined.copy', { number: G.number(first + 1) })));
    if (told.quote) {
      const quote = el('blockquote', 'gm-quote', told.quote);
      quote.dir = 'auto';
      entry.append(quote);
    }
    if (told.document.passages.length) {
      entry.append(G.button('gm-link', G.t('card.read'), (event) => {
        event.stopPropagation();
        table.fire('read', { position: i, document: told.document.position });
      }));
    }
    return entry;
  }

  // -> the parts of a card or popup; none for an incident that one source alone tells of
  G.joinedParts = function (table, i, account) {
    if (!account.bySource.length) return [];
    const parts = [];
    if (account.differences) {
      parts.push(el('h4', 'gm-joined-head', G.t('joined.differ')),
        el('ul', 'gm-differ', null, ...account.differences.map((each) => el('li', '', difference(account, each)))));
    }
    parts.push(el('h4', 'gm-joined-head', G.t('joined.title')),
      el('ol', 'gm-joined', null, ...account.bySource.map((_, k) => telling(table, i, account, k))));
    return parts;
  };

  // The same folded up, for a card: made when it is opened.
  G.joinedFold = function (table, i, account) {
    if (!account.bySource.length) return null;
    const fold = el('details', 'gm-joined-fold', null, el('summary', '', G.withDots([G.say.joined(account), account.differences ? G.t('list.colon', { name: G.t('joined.differ'), what: G.say.disputed(account) }) : ''])));
    fold.addEventListener('toggle', () => fold.childElementCount === 1 && fold.append(...G.joinedParts(table, i, account)));
    return fold;
  };
})((window.geomap = window.geomap || {}));
