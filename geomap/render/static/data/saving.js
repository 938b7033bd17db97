// What is shown, as files: GeoJSON and CSV with the names and values of geomap's own exports, as far
// as the page knows them. Shapes are those that are drawn.
(function (G) {
  'use strict';

  const COLUMNS = ('id incident_type event_type sub_event_type plover polarity salience status date_start date_end date_prec time_of_day '
    + 'place_name where_prec radius_km sectors initiator target weapons fatalities_low fatalities_best fatalities_high wounded_best '
    + 'claimed_by denied_by confirmed_by claims quote document_id source url published independent_sources').split(' ');
  // What only a page has: how far a place was blurred, and as what each chosen account shows it.
  const OWN = ['blurred_km', 'shown_as'];

  const orNull = (value) => (value === undefined || value === '' ? null : value);
  const isoDay = (day) => (day === G.MISSING ? null : G.isoDay(day));
  const unique = (values) => [...new Set(values)];

  // Counts of one kind of harm added up, by the rules of geomap.model.toll: counts of the same people
  // are versions of one another, those of different people are added.
  function toll(counts, harm, runningTotals) {
    const groups = new Map();
    for (const [kind, low, best, high, victims, party, cumulative] of counts || []) {
      if (kind !== harm || (cumulative && !runningTotals)) continue;
      const key = JSON.stringify([party, victims]);
      if (!groups.has(key)) groups.set(key, []);
      groups.get(key).push([low, best, high]);
    }
    const total = groups.get('[null,null]');
    const tolls = (total ? [total] : [...groups.values()]).map((group) => {
      const known = (k) => group.map((count) => count[k]).filter((n) => n !== null);
      const [lows, bests, highs] = [known(0), known(1), known(2)];
      // 'At least three': no high can be said.
      return [lows.length ? Math.min(...lows) : null, bests.length ? bests[0] : null, highs.length < group.length ? null : Math.max(...highs)];
    });
    const column = (k) => tolls.map((each) => each[k]);
    const sum = (numbers) => numbers.reduce((a, b) => a + b, 0);
    const all = (numbers) => (numbers.length && numbers.every((n) => n !== null) ? sum(numbers) : null);
    const lows = column(0).filter((n) => n !== null);
    return { low: lows.length ? sum(lows) : null, best: all(column(1)), high: all(column(2)) };
  }

  // Who claims, denies and confirms, by the rules of geomap.model.voices. The document's own voice
  // has no name and is in none of the lists.
  function voicesOf(voices, status) {
    const named = voices.filter((voice) => voice.side);
    const sides = (list) => unique(list.map((voice) => voice.side));
    const asserting = named.filter((voice) => !voice.against);
    const confirming = asserting.filter((voice) => voice.verb === 'confirms' || voice.verb === 'admits');
    let claimed = sides(asserting.filter((voice) => !confirming.includes(voice)));
    if (!claimed.length && !voices.some((voice) => !voice.side && !voice.against)) claimed = sides(asserting).slice(0, 1);
    let confirmed = sides(confirming).filter((side) => !claimed.includes(side));
    if (status === 'confirmed' && !confirmed.length) [claimed, confirmed] = [claimed.slice(0, 1), claimed.slice(1)];
    return { claimed, denied: sides(named.filter((voice) => voice.against)), confirmed };
  }

  const STANCES = { otherwise: 'counter-asserts', rejects: 'rejects' };

  // The claim as a record. What a voice that rejects does besides, the page does not know.
  const claimOf = (voice) => ({
    speaker: voice.speaker, side: voice.side, act: voice.verb in STANCES ? null : voice.verb.replaceAll('_', ' '), about: voice.about,
    stance: voice.against ? STANCES[voice.verb] || 'rejects' : 'asserts', quote: orNull(voice.quote), document_id: voice.documentId,
  });

  async function voicesTold(documents, own, row) {
    const idOf = async (words) => (Array.isArray(words) && words.length > 2 ? (await documents.get(words[2])).id : own.id);
    return Promise.all((row.voices || []).map(async ([side, speaker, verb, against, words, , about]) => ({
      side, speaker, verb, about, against: against === 1, quote: await documents.excerpt(words, own.position), documentId: await idOf(words),
    })));
  }

  // Incident i, whose row is `row`, laid out flat; lenses: through which it is shown.
  async function properties(table, i, row, sectors, lenses) {
    const document = await table.documents.get(table.document[i]);
    const status = table.statusOf(i);
    const voices = await voicesTold(table.documents, document, row);
    const { claimed, denied, confirmed } = voicesOf(voices, status);
    const { key: type, plover } = table.types[table.type[i]];
    const [event, subEvent] = table.acled[table.acledPair[i]];
    const running = type === 'casualties_report';
    // What several sources tell is added up before: each of them is one version.
    const tollOf = (harm, k) => {
      if (!row.tolls) return toll(row.harm, harm, running);
      const [low, best, high] = row.tolls[k] || [null, null, null];
      return { low, best, high };
    };
    const killed = tollOf('killed', 0);
    const [, , radius, blurred] = row.precision || [];
    return {
      id: row.id, incident_type: type, event_type: orNull(event), sub_event_type: orNull(subEvent), plover: orNull(plover),
      polarity: table.polarities[table.polarity[i]], salience: table.isCore(i) ? 'core' : 'background', status,
      date_start: isoDay(table.dayStart[i]), date_end: isoDay(table.dayEnd[i]), date_prec: table.datePrec[i] || null, time_of_day: orNull(row.timeOfDay),
      place_name: orNull(row.name || row.where), where_prec: table.wherePrec[i] || null, radius_km: orNull(radius),
      sectors: row.sectors || sectors.map((k) => table.sectorIds[k]),
      initiator: row.initiators || [], target: row.targets || [], weapons: row.weapons || [],
      fatalities_low: killed.low, fatalities_best: killed.best, fatalities_high: killed.high, wounded_best: tollOf('wounded', 1).best,
      claimed_by: claimed, denied_by: denied, confirmed_by: confirmed, claims: voices.map(claimOf),
      quote: orNull(await table.documents.excerpt(row.quote, document.position)), document_id: document.id,
      source: orNull(document.publisher), url: orNull(document.url), published: isoDay(document.published),
      independent_sources: row.independent || 1, blurred_km: orNull(blurred),
      shown_as: lenses.filter((lens) => lens.account !== 'all' && lens.mask[i]).map((lens) => ({ account: lens.account, status: lens.statusOf(i) })),
    };
  }

  // Give way to the page between two portions.
  const pause = () => new Promise((resolve) => setTimeout(resolve));

  // Every incident shown through one of the lenses: calls each(properties, geometry), a portion at a
  // time; progress(share) in between.
  async function visit(context, lenses, each, progress) {
    const { table } = context;
    const shapes = await G.drawnShapes(context);
    for (let k = 0; k * table.portionSize < table.size; k++) {
      const first = k * table.portionSize;
      const last = Math.min(table.size, first + table.portionSize);
      const wanted = [];
      for (let i = first; i < last; i++) if (lenses.some((lens) => lens.mask[i])) wanted.push(i);
      if (!wanted.length) continue;
      const rows = await table.portion(k);
      for (const i of wanted) each(await properties(table, i, rows[i - first], shapes.sectorsOf(i), lenses), shapes.geometry(i));
      progress(last / table.size);
      await pause();
    }
  }

  const lensesOf = ({ lens, accounts }) => (accounts && accounts.second ? [lens, accounts.second.lens] : [lens]);

  // What the file was taken from, in its own words; RFC 7946 lets a collection have members of its own.
  function origin(context, lenses) {
    const { filters, data } = context;
    return {
      title: data.title, notice: G.t('page.notice'), as_of: isoDay(data.asOf), accounts: lenses.map((lens) => lens.account),
      time: { from: filters.time.from === null ? null : G.isoDay(filters.time.from), to: filters.time.to === null ? null : G.isoDay(filters.time.to), undated: filters.time.undated },
      filtered: filters.isNarrowed(), incidents_in_map: context.table.size,
    };
  }

  // -> Blob: a FeatureCollection, one feature a line
  G.savedGeojson = async function (context, progress = () => {}) {
    const lenses = lensesOf(context);
    const lines = [];
    await visit(context, lenses, (told, geometry) => {
      const kept = { ...told };
      if (kept.blurred_km === null) delete kept.blurred_km;
      if (!kept.shown_as.length) delete kept.shown_as;
      lines.push(`${lines.length ? ',\n' : ''}${JSON.stringify({ type: 'Feature', id: told.id, geometry, properties: kept })}`);
    }, progress);
    const head = `{"type": "FeatureCollection", "map": ${JSON.stringify(origin(context, lenses))}, "features": [\n`;
    return new Blob([head, ...lines, '\n]}\n'], { type: 'application/geo+json' });
  };

  // Lists in a cell are JSON text, spaced as geomap writes it.
  function listText(value) {
    if (Array.isArray(value)) return `[${value.map(listText).join(', ')}]`;
    if (value && typeof value === 'object') return `{${Object.entries(value).map(([key, each]) => `${JSON.stringify(key)}: ${listText(each)}`).join(', ')}}`;
    return JSON.stringify(value);
  }

  const NUMBER = /^\s*[+-]?(?:(?:\p{Nd}+(?:_\p{Nd}+)*\.?(?:\p{Nd}+(?:_\p{Nd}+)*)?|\.\p{Nd}+(?:_\p{Nd}+)*)(?:e[+-]?\p{Nd}+(?:_\p{Nd}+)*)?|inf(?:inity)?|nan)\s*$/iu;

  // Text that a spreadsheet would take for a formula gets an apostrophe; numbers stay numbers.
  G.defused = (text) => (/^[=+\-@\t\r\n＝＋－＠]/.test(text) && !NUMBER.test(text) ? `'${text}` : text);

  function cell(value) {
    if (value === null) return '';
    const text = typeof value === 'string' ? G.defused(value) : typeof value === 'object' ? listText(value) : String(value);
    return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  }

  // -> Blob: CSV (RFC 4180) in UTF-8 with a mark by which spreadsheets know it; geometry as well-known text
  G.savedCsv = async function (context, progress = () => {}) {
    const lenses = lensesOf(context);
    const columns = [...COLUMNS, ...OWN];
    const lines = ['\ufeff', `${[...columns, 'geometry'].join(',')}\r\n`];
    await visit(context, lenses, (told, geometry) => lines.push(`${[...columns.map((name) => told[name]), G.wkt(geometry)].map(cell).join(',')}\r\n`), progress);
    return new Blob(lines, { type: 'text/csv;charset=utf-8' });
  };

  const RESERVED = /^(?:con|prn|aux|nul|com\d|lpt\d)$/i;

  // A name for a file that every system takes: letters, digits and dashes, not too long.
  G.fileName = function (words, ending) {
    let name = '';
    for (const letter of words.normalize('NFC').replace(/[^\p{L}\p{M}\p{N}]+/gu, '-').replace(/^-+/, '')) {
      if (new TextEncoder().encode(name + letter).length > 140) break;
      name += letter;
    }
    name = name.replace(/-+$/, '');
    if (!name || RESERVED.test(name)) name = name ? `map-${name}` : 'map';
    return `${name}.${ending}`;
  };

  // The name of a file of this view: title, account, days.
  G.nameOfView = function (context, ending) {
    const { time } = context.filters;
    const accounts = lensesOf(context).map((lens) => lens.account);
    const told = accounts.length === 1 && accounts[0] === 'all' ? [] : [G.accountName(accounts[0]), ...accounts.slice(1).map(G.accountName)];
    const days = time.from === null && time.to === null ? [] : [time.from, time.to].filter((day) => day !== null).map(G.isoDay);
    return G.fileName([context.data.title, ...told, ...days].join(' '), ending);
  };

  // Hand a file to the reader: nothing leaves the machine.
  G.download = function (blob, name) {
    const link = G.el('a');
    link.href = URL.createObjectURL(blob);
    link.download = name;
    link.hidden = true;
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(link.href), 60000);
  };
})((window.geomap = window.geomap || {}));
