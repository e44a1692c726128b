/** The address of a module beside another, as source or as built: whichever is running. */
export const moduleBeside = (url: string, name: string): URL =>
  new URL(`./${name}.${url.endsWith(".ts") ? "ts" : "js"}`, url)
