/** Replaced by the build; running from source there is nothing to replace it. */
declare const PLANGATE_VERSION: string | undefined

export const VERSION: string = typeof PLANGATE_VERSION === 'undefined' ? '0.0.0-source' : PLANGATE_VERSION
