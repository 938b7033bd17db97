// The page's own words, in several languages. English is always there; the others travel packed
// and are unpacked when they are chosen. What a catalogue lacks is said in English.
(function (G) {
  'use strict';

  const english = G.catalogues ? G.catalogues.en : {};
  const packed = G.catalogues ? G.catalogues.packed : {};
  let words = english;
  let chosen = 'en';

  // Days in English as '13 October 2020', which no country reads the wrong way round.
  const locale = () => (chosen === 'en' ? 'en-GB' : chosen);
  const formats = new Map();
  const format = (name, make) => {
    const key = `${chosen}:${name}`;
    if (!formats.has(key)) formats.set(key, make(locale()));
    return formats.get(key);
  };

  G.language = () => chosen;
  G.languages = () => ['en', ...Object.keys(packed)];
  G.direction = () => (chosen === 'ar' ? 'rtl' : 'ltr');

  // The language to begin with: the one asked for, else the reader's first that there is.
  G.preferredLanguage = function (asked) {
    if (asked && asked !== 'auto' && G.languages().includes(asked)) return asked;
    const wanted = (navigator.languages || [navigator.language || 'en']).map((tag) => tag.toLowerCase().split('-')[0]);
    return wanted.find((tag) => G.languages().includes(tag)) || 'en';
  };

  G.setLanguage = async function (tag) {
    words = tag === 'en' ? english : { ...english, ...(await G.inflateJson(packed[tag])) };
    chosen = tag;
    document.documentElement.lang = tag;
    document.documentElement.dir = G.direction();
  };

  // Letters, and the marks that are not seen and count as such a letter.
  const RIGHT_TO_LEFT = /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\p{Script=Adlam}\p{Script=Hanifi_Rohingya}\p{Script=Samaritan}\p{Script=Mandaic}\u200f\u061c]/u;
  const LEFT_TO_RIGHT = new RegExp(`\\u200e|(?!${RIGHT_TO_LEFT.source})\\p{L}`, 'u');

  // Words within a sentence of ours that run the other way, or in part, are set apart (Unicode's isolates), lest
  // they and the numbers and marks beside them change places. What has such words in it is a sentence of ours: words
  // of an input have no isolates (direction.py).
  G.isolate = function (text) {
    const other = G.direction() === 'rtl' ? LEFT_TO_RIGHT : RIGHT_TO_LEFT;
    return !/\u2068/.test(text) && other.test(text) ? `\u2068${text}\u2069` : String(text);
  };

  const fill = (text, values) => text.replace(/\{(\w+)\}/g, (whole, name) => (values && name in values ? G.isolate(values[name]) : whole));

  // The words of a key, with {name} replaced. A key that no catalogue has is a mistake of ours and shows.
  G.t = (key, values) => fill(words[key] ?? key, values);
  G.has = (key) => key in words;

  // A number of things: 'key.one', 'key.few', 'key.many' or 'key.other', as the language counts; {n} is the number.
  G.n = function (key, n, values) {
    const form = format('plural', (tag) => new Intl.PluralRules(tag)).select(n);
    return fill(words[`${key}.${form}`] ?? words[`${key}.other`] ?? key, { n: G.number(n), ...values });
  };

  G.number = (n) => format('number', (tag) => new Intl.NumberFormat(tag)).format(n);

  const asDate = (day) => new Date(day * 86400000);
  const style = { timeZone: 'UTC', year: 'numeric', month: 'long', day: 'numeric' };
  const dates = () => format('date', (tag) => new Intl.DateTimeFormat(tag, style));

  // A day, counted from 1 January 1970, in words.
  G.day = (day) => dates().format(asDate(day));
  G.shortDay = (day) => format('short', (tag) => new Intl.DateTimeFormat(tag, { ...style, month: 'short' })).format(asDate(day));
  // A day as short as on an axis: 'day' 13 Oct, 'month' Oct 2020, 'year' 2020.
  const SHORT = { day: { month: 'short', day: 'numeric' }, month: { month: 'short', year: 'numeric' }, year: { year: 'numeric' } };
  G.tinyDay = (day, upTo) => format(`tiny ${upTo}`, (tag) => new Intl.DateTimeFormat(tag, { timeZone: 'UTC', ...SHORT[upTo] })).format(asDate(day));
  G.isoDay = (day) => asDate(day).toISOString().slice(0, 10);

  // From one day to another; either may be G.MISSING. '' if both are.
  G.days = function (from, to) {
    if (from === G.MISSING && to === G.MISSING) return '';
    if (from === G.MISSING) return G.t('days.until', { day: G.day(to) });
    if (to === G.MISSING) return G.t('days.since', { day: G.day(from) });
    return from === to ? G.day(from) : dates().formatRange(asDate(from), asDate(to));
  };

  // Names in a row: 'a, b and c'.
  G.join = (names) => format('list', (tag) => new Intl.ListFormat(tag, { type: 'conjunction' })).format(names.map(G.isolate));

  // Texts one after another with a comma, a semicolon or another mark between them; what is empty is left out.
  G.inRow = (texts, mark) => texts.filter(Boolean).map(G.isolate).join(mark);
  G.withCommas = (texts) => G.inRow(texts, G.t('list.comma'));
  G.withSemicolons = (texts) => G.inRow(texts, G.t('list.semicolon'));
  G.withDots = (texts) => G.inRow(texts, ' · ');
})((window.geomap = window.geomap || {}));
