// The words of both languages, from the same table that the host's pages are made of.

export type Lang = "ar" | "en";
export type Both = { ar?: string | null; en?: string | null };

let table: Record<Lang, Record<string, string>> = { ar: {}, en: {} };
let now: Lang = "ar";

export async function readWords(address: string): Promise<void> {
  table = (await (await fetch(address)).json()) as typeof table;
}

export function lang(): Lang {
  return now;
}

export function speak(language: Lang): void {
  now = language;
  const root = document.documentElement;
  root.lang = language;
  root.dir = language === "ar" ? "rtl" : "ltr";
}

/** The words under a key, with what stands in braces filled in. A key without words comes back as itself, so that it is seen. */
export function w(key: string, values: Record<string, string> = {}): string {
  const said = table[now][key] ?? key;
  return said.replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole);
}

/** What a language calls itself. */
export function ownName(language: Lang): string {
  return table[language]["page-language"] ?? language;
}

/** In the language of the reader; in the other where there is nothing in this. */
export function of(both: Both): string {
  return (now === "ar" ? both.ar || both.en : both.en || both.ar) || "";
}

/** The digits that people type, of either script, as the digits that numbers are read from. */
export function latin(text: string): string {
  return text
    .trim()
    .replace(/[٠-٩]/g, (digit) => String(digit.charCodeAt(0) - 0x660))
    .replace(/[۰-۹]/g, (digit) => String(digit.charCodeAt(0) - 0x6f0))
    .replace(/٫/g, ".")
    .replace(/،/g, ",");
}
