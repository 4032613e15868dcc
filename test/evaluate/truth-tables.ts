import type { Facts } from './ask.ts'

/**
 * What each operator answers, row by row, as `policy-language` reasons: known both ways, unknown, unknown in part, absent, null,
 * empty, of a wrong type. `kind | value | answer`; every row is also asked with the value marked as sensitive.
 */
export interface Table {
  readonly operator: string
  readonly test: string
  readonly rows: string
  /** What `${self.other}` is in the test. */
  readonly other?: string
}

/** What is known of the unknowns that the rows name. */
export const FACTS: Facts = {
  account: { shape: '[0-9]{12}' },
  key: { shape: '[0-9a-f]{8}-[0-9a-f]{4}', unique: 'aws_kms_key.key_id' },
  other_key: { shape: '[0-9a-f]{8}-[0-9a-f]{4}', unique: 'aws_kms_key.key_id' },
  suffix: { nonEmpty: true },
  flag: { nonNull: true, type: { kind: 'bool' } },
  text: { nonNull: true, type: { kind: 'string' } },
}

export const TABLES: readonly Table[] = [
  {
    operator: 'equals',
    test: '{ equals: "22" }',
    rows: `
      known      | "22"              | true
      known      | 22                | true
      known      | 22.0              | true
      known      | "22.0"            | false
      known      | "023"             | false
      unknown    | \${x}             | unknown
      unknown    | \${account}       | false
      partly     | "2\${x}"          | unknown
      partly     | "3\${x}"          | false
      partly     | "22\${suffix}"    | false
      absent     | absent            | false
      null       | null              | false
      empty      | ""                | false
      wrong type | ["22"]            | false
      wrong type | {"22": 22}        | false`,
  },
  {
    operator: 'equals',
    test: '{ equals: true }',
    rows: `
      known      | true              | true
      known      | "true"            | true
      known      | "True"            | false
      known      | false             | false
      known      | 1                 | false
      unknown    | \${flag}          | unknown
      partly     | "tr\${x}"         | unknown
      partly     | "fa\${x}"         | false
      absent     | absent            | false
      null       | null              | false
      empty      | ""                | false
      wrong type | [true]            | false`,
  },
  {
    operator: 'equals',
    test: '{ equals: [a, b] }',
    rows: `
      known      | ["a", "b"]        | true
      known      | set ["b", "a"]    | true
      known      | list ["b", "a"]   | false
      unknown    | \${x}             | unknown
      unknown    | \${account}       | false
      partly     | ["a", "\${x}"]    | unknown
      partly     | ["c", "\${x}"]    | false
      partly     | ["a", "..."]      | unknown
      partly     | ["c", "..."]      | false
      absent     | absent            | false
      null       | null              | false
      empty      | []                | false
      wrong type | "a"               | false`,
  },
  {
    operator: 'equals',
    test: '{ equals: "arn:${self.other}" }',
    other: '${key}',
    rows: `
      known      | "arn:0123abcd-0000" | unknown
      known      | "arn:mrk-1"         | false
      known      | "urn:0123abcd-0000" | false
      unknown    | \${x}               | unknown
      unknown    | \${key}             | false
      partly     | "arn:\${key}"       | true
      partly     | "arn:\${other_key}" | false
      partly     | "arn:\${account}"   | false
      partly     | "arn:\${x}"         | unknown
      partly     | "\${x}\${key}"      | unknown
      absent     | absent              | false
      null       | null                | false
      empty      | ""                  | false
      wrong type | []                  | false`,
  },
  {
    operator: 'not_equals',
    test: '{ not_equals: "*" }',
    rows: `
      known      | "a"               | true
      known      | "*"               | false
      unknown    | \${x}             | unknown
      unknown    | \${key}           | true
      partly     | "a\${x}"          | true
      partly     | "*\${x}"          | unknown
      absent     | absent            | true
      null       | null              | true
      empty      | ""                | true
      wrong type | ["*"]             | true`,
  },
  {
    operator: 'in',
    test: '{ in: [a, "1", true, "${self.other}"] }',
    other: '${x}',
    rows: `
      known      | "a"               | true
      known      | 1                 | true
      known      | "true"            | true
      known      | "b"               | unknown
      unknown    | \${x}             | true
      unknown    | \${y}             | unknown
      partly     | "b\${y}"          | unknown
      absent     | absent            | unknown
      null       | null              | unknown
      empty      | ""                | unknown
      wrong type | ["a"]             | unknown`,
  },
  {
    operator: 'in',
    test: '{ in: [a, b] }',
    rows: `
      known      | "a"               | true
      known      | "c"               | false
      unknown    | \${y}             | unknown
      unknown    | \${account}       | false
      partly     | "c\${y}"          | false
      partly     | "\${y}b"          | unknown
      absent     | absent            | false
      null       | null              | false
      empty      | ""                | false
      wrong type | ["a"]             | false`,
  },
  {
    operator: 'not_in',
    test: '{ not_in: [0, 22] }',
    rows: `
      known      | 443               | true
      known      | "22"              | false
      unknown    | \${x}             | unknown
      unknown    | \${account}       | true
      partly     | "2\${x}"          | unknown
      partly     | "4\${x}"          | true
      absent     | absent            | true
      null       | null              | true
      empty      | ""                | true
      wrong type | [22]              | true`,
  },
  {
    operator: 'gt',
    test: '{ gt: 9007199254740992 }',
    rows: `
      known      | 9007199254740993  | true
      known      | 9007199254740992  | false
      known      | "9007199254740993" | true
      known      | "1e16"            | true
      unknown    | \${x}             | unknown
      partly     | "1\${x}"          | unknown
      partly     | "a\${x}"          | error
      absent     | absent            | false
      null       | null              | false
      empty      | ""                | error
      wrong type | "many"            | error
      wrong type | true              | error
      wrong type | [1]               | error
      wrong type | {}                | error
      wrong type | \${key}           | error`,
  },
  {
    operator: 'gte',
    test: '{ gte: "${self.other}" }',
    other: '${x}',
    rows: `
      known      | 1                 | unknown
      unknown    | \${y}             | unknown
      partly     | "1\${y}"          | unknown
      absent     | absent            | false
      null       | null              | false
      empty      | ""                | error
      wrong type | "abc"             | error
      wrong type | [1]               | error`,
  },
  {
    operator: 'gte',
    test: '{ gte: 90 }',
    rows: `
      known      | 90                | true
      known      | 89.5              | false
      known      | "0100"            | true
      known      | -1                | false
      unknown    | \${x}             | unknown
      partly     | "9\${x}"          | unknown
      absent     | absent            | false
      null       | null              | false
      empty      | ""                | error
      wrong type | "90d"             | error`,
  },
  {
    operator: 'lt',
    test: '{ lt: 0.3 }',
    rows: `
      known      | 0.1               | true
      known      | 0.3               | false
      known      | "0.30"            | false
      unknown    | \${x}             | unknown
      partly     | "0.\${x}"         | unknown
      absent     | absent            | false
      null       | null              | false
      empty      | ""                | error
      wrong type | false             | error`,
  },
  {
    operator: 'lte',
    test: '{ lte: 22 }',
    rows: `
      known      | 22                | true
      known      | 23                | false
      unknown    | \${x}             | unknown
      partly     | "2\${x}"          | unknown
      absent     | absent            | false
      null       | null              | false
      empty      | ""                | error
      wrong type | []                | error`,
  },
  {
    operator: 'matches',
    test: '{ matches: "^log-[0-9]+$" }',
    rows: `
      known      | "log-1"           | true
      known      | "log-1x"          | false
      known      | "log-1\\n"        | false
      unknown    | \${x}             | unknown
      unknown    | \${account}       | false
      partly     | "log-\${x}"       | unknown
      partly     | "log-\${account}" | true
      partly     | "log-\${key}"     | false
      partly     | "x\${x}"          | false
      absent     | absent            | false
      null       | null              | false
      empty      | ""                | false
      wrong type | ["log-1"]         | error
      wrong type | {}                | error`,
  },
  {
    operator: 'matches',
    test: '{ matches: "^${self.other}-logs$" }',
    other: '"a.c*"',
    rows: `
      known      | "a.c*-logs"       | true
      known      | "abccc-logs"      | false
      unknown    | \${x}             | unknown
      partly     | "a.c*-\${x}"      | unknown
      partly     | "ab\${x}"         | false
      absent     | absent            | false
      null       | null              | false
      empty      | ""                | false
      wrong type | []                | error`,
  },
  {
    operator: 'matches',
    test: '{ matches: "^${self.other}-logs$" }',
    other: '${x}',
    rows: `
      known      | "a-logs"          | unknown
      known      | "a-data"          | false
      unknown    | \${x}             | unknown
      partly     | "\${x}-logs"      | true
      partly     | "\${x}-data"      | false
      partly     | "\${y}-logs"      | unknown
      absent     | absent            | false
      null       | null              | false
      empty      | ""                | false
      wrong type | []                | error`,
  },
  {
    operator: 'not_matches',
    test: '{ not_matches: "(?i)prod" }',
    rows: `
      known      | "test"            | true
      known      | "PROD-1"          | false
      unknown    | \${x}             | unknown
      unknown    | \${key}           | true
      partly     | "test-\${x}"      | unknown
      partly     | "prod-\${x}"      | false
      absent     | absent            | true
      null       | null              | true
      empty      | ""                | true
      wrong type | []                | error`,
  },
  {
    operator: 'like',
    test: '{ like: "arn:aws:s3:::acme-*" }',
    rows: `
      known      | "arn:aws:s3:::acme-logs" | true
      known      | "arn:aws:s3:::logs"      | false
      known      | "arn:aws:s3:::acme-"     | true
      unknown    | \${x}                    | unknown
      unknown    | \${key}                  | false
      partly     | "arn:aws:s3:::acme-\${x}" | true
      partly     | "arn:aws:s3:::\${x}"     | unknown
      partly     | "arn:\${account}:s3:::logs" | false
      partly     | "arn:\${x}:s3:::logs"    | unknown
      absent     | absent                   | false
      null       | null                     | false
      empty      | ""                       | false
      wrong type | ["arn:aws:s3:::acme-"]   | error`,
  },
  {
    operator: 'like',
    test: '{ like: "${self.other}/?" }',
    other: '"a*?\\\\"',
    rows: `
      known      | "a*?\\\\/1"       | true
      known      | "abc\\\\/1"       | false
      known      | "a*?\\\\/12"      | false
      unknown    | \${x}             | unknown
      partly     | "a*?\\\\/\${x}"   | unknown
      partly     | "b\${x}"          | false
      absent     | absent            | false
      null       | null              | false
      empty      | ""                | false
      wrong type | {}                | error`,
  },
  {
    operator: 'like',
    test: '{ like: "\\\\*-?" }',
    rows: `
      known      | "*-é"             | true
      known      | "*-😀"            | true
      known      | "x-1"             | false
      unknown    | \${x}             | unknown
      partly     | "*-\${x}"         | unknown
      absent     | absent            | false
      null       | null              | false
      empty      | ""                | false
      wrong type | []                | error`,
  },
  {
    operator: 'starts_with',
    test: '{ starts_with: "acme-" }',
    rows: `
      known      | "acme-logs"       | true
      known      | "logs-acme-"      | false
      unknown    | \${x}             | unknown
      unknown    | \${account}       | false
      partly     | "acme-\${x}"      | true
      partly     | "acme\${x}"       | unknown
      partly     | "logs\${x}"       | false
      partly     | "acme\${account}" | false
      absent     | absent            | false
      null       | null              | false
      empty      | ""                | false
      wrong type | ["acme-"]         | error`,
  },
  {
    operator: 'starts_with',
    test: '{ starts_with: "" }',
    rows: `
      known      | "a"               | true
      known      | 1                 | true
      unknown    | \${x}             | unknown
      unknown    | \${text}          | true
      partly     | "\${x}a"          | true
      absent     | absent            | false
      null       | null              | false
      empty      | ""                | true
      wrong type | []                | error`,
  },
  {
    operator: 'starts_with',
    test: '{ starts_with: "${self.other}/" }',
    other: '${x}',
    rows: `
      known      | "a/b"             | unknown
      known      | "ab"              | false
      unknown    | \${x}             | unknown
      partly     | "\${x}/AWSLogs/"  | true
      partly     | "\${y}/AWSLogs/"  | unknown
      partly     | "\${x}-"          | unknown
      absent     | absent            | false
      null       | null              | false
      empty      | ""                | false
      wrong type | []                | error`,
  },
  {
    operator: 'ends_with',
    test: '{ ends_with: ":*" }',
    rows: `
      known      | "a:*"             | true
      known      | "a"               | false
      unknown    | \${x}             | unknown
      unknown    | \${key}           | false
      partly     | "\${x}:*"         | true
      partly     | "\${x}*"          | unknown
      partly     | "\${x}:"          | false
      partly     | "\${key}*"        | false
      absent     | absent            | false
      null       | null              | false
      empty      | ""                | false
      wrong type | [":*"]            | error`,
  },
  {
    operator: 'prefix_of',
    test: '{ prefix_of: "AWSLogs/111122223333/" }',
    rows: `
      known      | "AWSLogs/"        | true
      known      | "AWSLogs/9"       | false
      unknown    | \${x}             | unknown
      unknown    | \${key}           | false
      partly     | "AWSLogs/\${x}"   | unknown
      partly     | "logs/\${x}"      | false
      partly     | "AWSLogs/\${key}" | false
      absent     | absent            | false
      null       | null              | false
      empty      | ""                | true
      wrong type | ["AWSLogs/"]      | error`,
  },
  {
    operator: 'prefix_of',
    test: '{ prefix_of: "${self.other}/AWSLogs/" }',
    other: '${x}',
    rows: `
      known      | "a"               | unknown
      unknown    | \${x}             | unknown
      partly     | "\${x}/"          | true
      partly     | "\${x}/AWSLogs/"  | true
      partly     | "\${x}/other/"    | unknown
      absent     | absent            | false
      null       | null              | false
      empty      | ""                | true
      wrong type | {}                | error`,
  },
  {
    operator: 'contains',
    test: '{ contains: "a" }',
    rows: `
      known      | ["a", "b"]        | true
      known      | ["b"]             | false
      known      | {"a": null}       | true
      known      | {"b": "a"}        | false
      known      | "bab"             | true
      known      | "bob"             | false
      unknown    | \${x}             | unknown
      unknown    | \${account}       | false
      partly     | ["a", "\${x}"]    | true
      partly     | ["b", "\${x}"]    | unknown
      partly     | ["b", "b\${x}"]   | false
      partly     | ["b", "..."]      | unknown
      partly     | {"b": 1, "...": 1} | unknown
      partly     | {"a": "\${x}"}    | true
      partly     | "a\${x}"          | true
      partly     | "b\${x}"          | unknown
      partly     | "b\${account}"    | false
      absent     | absent            | false
      null       | null              | false
      empty      | []                | false
      empty      | {}                | false
      empty      | ""                | false
      wrong type | 1                 | error
      wrong type | true              | error`,
  },
  {
    operator: 'contains',
    test: '{ contains: "${self.other}" }',
    other: '${x}',
    rows: `
      known      | ["a"]             | unknown
      known      | {"a": 1}          | unknown
      known      | []                | false
      known      | "a"               | unknown
      unknown    | \${y}             | unknown
      partly     | ["a", "\${x}"]    | true
      partly     | ["\${y}"]         | unknown
      partly     | "a\${x}"          | true
      absent     | absent            | false
      null       | null              | false
      empty      | ""                | unknown
      empty      | {}                | false
      wrong type | 1                 | error`,
  },
  {
    operator: 'contains_all',
    test: '{ contains_all: [a, b] }',
    rows: `
      known      | ["b", "a", "c"]   | true
      known      | ["a"]             | false
      known      | {"a": 1, "b": 2}  | true
      known      | "ab"              | true
      unknown    | \${x}             | unknown
      partly     | ["a", "\${x}"]    | unknown
      partly     | ["a", "c\${x}"]   | false
      partly     | ["a", "..."]      | unknown
      partly     | "b\${account}"    | false
      absent     | absent            | false
      null       | null              | false
      empty      | []                | false
      wrong type | 5                 | error`,
  },
  {
    operator: 'contains_any',
    test: '{ contains_any: [a, b] }',
    rows: `
      known      | ["b"]             | true
      known      | ["c"]             | false
      unknown    | \${x}             | unknown
      partly     | ["a", "\${x}"]    | true
      partly     | ["c", "\${x}"]    | unknown
      partly     | ["c", "c\${x}"]   | false
      absent     | absent            | false
      null       | null              | false
      empty      | []                | false
      wrong type | true              | error`,
  },
  {
    operator: 'contains_any',
    test: '{ contains_any: "${self.other}" }',
    other: '["a", "..."]',
    rows: `
      known      | ["a"]             | true
      known      | ["c"]             | unknown
      unknown    | \${x}             | unknown
      partly     | ["c", "\${x}"]    | unknown
      absent     | absent            | false
      null       | null              | false
      empty      | []                | false
      wrong type | 1                 | error`,
  },
  {
    operator: 'contains_none',
    test: '{ contains_none: ["*"] }',
    rows: `
      known      | ["a"]             | true
      known      | ["*"]             | false
      unknown    | \${x}             | unknown
      partly     | ["*", "\${x}"]    | false
      partly     | ["a", "\${x}"]    | unknown
      partly     | ["a", "a\${x}"]   | true
      partly     | ["a", "..."]      | unknown
      absent     | absent            | true
      null       | null              | true
      empty      | []                | true
      wrong type | 1                 | error`,
  },
  {
    operator: 'has_keys',
    test: '{ has_keys: [Owner, Team] }',
    rows: `
      known      | {"Owner": 1, "Team": null} | true
      known      | {"Owner": 1}      | false
      unknown    | \${x}             | unknown
      partly     | {"Owner": "\${x}", "Team": "\${y}"} | true
      partly     | {"Owner": 1, "...": 1} | unknown
      absent     | absent            | false
      null       | null              | false
      empty      | {}                | false
      wrong type | ["Owner", "Team"] | error
      wrong type | "Owner"           | error
      wrong type | \${account}       | error`,
  },
  {
    operator: 'length',
    test: '{ length: 2 }',
    rows: `
      known      | ["a", "b"]        | true
      known      | ["a"]             | false
      known      | {"a": 1, "b": 2}  | true
      known      | "ab"              | true
      known      | "é😀"             | true
      unknown    | \${x}             | unknown
      unknown    | \${account}       | false
      partly     | ["\${x}", "\${y}"] | unknown
      partly     | ["\${key}", "\${other_key}"] | true
      partly     | list ["\${x}", "\${y}"] | true
      partly     | ["a", "b", "c", "\${x}"] | false
      partly     | ["a", "..."]      | unknown
      partly     | ["a", "b", "c", "..."] | false
      partly     | {"a": "\${x}", "b": 1} | true
      partly     | {"a": 1, "...": 1} | unknown
      partly     | "abc\${x}"        | false
      partly     | "a\${x}"          | unknown
      absent     | absent            | false
      null       | null              | false
      empty      | ""                | false
      empty      | []                | false
      wrong type | 12                | error
      wrong type | true              | error`,
  },
  {
    operator: 'length',
    test: '{ length: { gte: 1, lte: 63 } }',
    rows: `
      known      | "a"               | true
      known      | ""                | false
      unknown    | \${x}             | unknown
      unknown    | \${account}       | true
      partly     | "log-\${account}" | true
      partly     | "log-\${x}"       | unknown
      partly     | set ["\${x}", "\${y}"] | true
      partly     | ["\${x}", "..."]  | unknown
      absent     | absent            | false
      null       | null              | false
      empty      | {}                | false
      wrong type | 1                 | error`,
  },
  {
    operator: 'present',
    test: '{ present: true }',
    rows: `
      known      | "a"               | true
      known      | ["a"]             | true
      known      | {"a": 1}          | true
      known      | ""                | false
      unknown    | \${x}             | unknown
      unknown    | \${suffix}        | true
      unknown    | \${account}       | true
      partly     | "a\${x}"          | true
      partly     | "\${x}\${y}"      | unknown
      partly     | "\${x}\${account}" | true
      partly     | ["\${x}"]         | true
      partly     | ["..."]           | unknown
      partly     | {"...": 1}        | unknown
      absent     | absent            | false
      null       | null              | false
      empty      | []                | false
      empty      | {}                | false
      wrong type | true              | error
      wrong type | 0                 | error`,
  },
  {
    operator: 'version_equals',
    test: '{ version_equals: "1.29" }',
    rows: `
      known      | "1.29"            | true
      known      | "v1.29.0"         | true
      known      | "1.29+eks.1"      | true
      known      | "1.3"             | false
      known      | "1.29-rc.1"       | false
      unknown    | \${x}             | unknown
      partly     | "1.\${x}"         | unknown
      partly     | "2.\${x}"         | false
      partly     | "1.29.x\${x}"     | false
      absent     | absent            | false
      null       | null              | false
      empty      | ""                | false
      wrong type | "latest"          | error
      wrong type | true              | error
      wrong type | ["1.29"]          | error
      wrong type | "kubernetes-1.29" | error`,
  },
  {
    operator: 'version_gt',
    test: '{ version_gt: "8.0" }',
    rows: `
      known      | "8.0.35"          | true
      known      | "8.0.mysql_aurora.3.04.0" | true
      known      | "8.0"             | false
      known      | "8.0.0-rc.1"      | false
      unknown    | \${x}             | unknown
      partly     | "9.\${x}"         | true
      partly     | "8.\${x}"         | unknown
      partly     | "5.7.\${x}"       | false
      partly     | "8.0.mysql_aurora.\${x}" | true
      absent     | absent            | false
      null       | null              | false
      empty      | ""                | false
      wrong type | {}                | error`,
  },
  {
    operator: 'version_gte',
    test: '{ version_gte: "8.0.mysql_aurora.3.04.0" }',
    rows: `
      known      | "8.0.mysql_aurora.3.04.0" | true
      known      | "8.0.mysql_aurora.3.10.0" | true
      known      | "8.0.mysql_aurora.3.4.1"  | true
      known      | "8.0.mysql_aurora.2.11.4" | false
      known      | "8.0"             | false
      known      | "8.1"             | true
      unknown    | \${x}             | unknown
      partly     | "8.1.\${x}"       | true
      partly     | "8.0.mysql_aurora.\${x}" | unknown
      absent     | absent            | false
      null       | null              | false
      empty      | ""                | false
      wrong type | "aurora"          | error`,
  },
  {
    operator: 'version_lt',
    test: '{ version_lt: "TLSv1.2_2021" }',
    rows: `
      known      | "TLSv1.1_2016"    | true
      known      | "TLSv1.2_2019"    | true
      known      | "TLSv1.2_2021"    | false
      unknown    | \${x}             | unknown
      partly     | "TLSv1.1.\${x}"   | true
      partly     | "TLSv1.2_\${x}"   | unknown
      absent     | absent            | false
      null       | null              | false
      empty      | ""                | false
      wrong type | "SSLv3"           | error
      wrong type | "SSLv3\${x}"      | error`,
  },
  {
    operator: 'version_lte',
    test: '{ version_lte: "1.0.0-rc.10" }',
    rows: `
      known      | "1.0.0-rc.2"      | true
      known      | "1.0.0-alpha"     | true
      known      | "1.0.0-rc.10.1"   | false
      known      | "1.0.0"           | false
      unknown    | \${x}             | unknown
      partly     | "1.0.0-\${x}"     | unknown
      partly     | "0.\${x}"         | true
      absent     | absent            | false
      null       | null              | false
      empty      | ""                | false
      wrong type | false             | error`,
  },
  {
    operator: 'cidr_within',
    test: '{ cidr_within: ["10.0.0.0/9", "10.128.0.0/9", "fd00::/8"] }',
    rows: `
      known      | "10.1.0.0/16"     | true
      known      | "10.0.0.0/8"      | true
      known      | "10.1.2.3"        | true
      known      | "::ffff:10.1.2.3/128" | true
      known      | "FD12:0:0::1/64"  | true
      known      | "10.0.0.0/7"      | false
      known      | "::/0"            | false
      known      | ["10.1.0.0/16", "11.0.0.0/16"] | false
      unknown    | \${x}             | unknown
      partly     | "10.0.0.0/\${x}"  | unknown
      partly     | ["10.1.0.0/16", "\${x}"] | unknown
      partly     | ["8.8.8.8/32", "\${x}"]  | false
      partly     | ["10.1.0.0/16", "..."]   | unknown
      absent     | absent            | false
      null       | null              | false
      empty      | ""                | false
      empty      | []                | false
      wrong type | "ten"             | error
      wrong type | 10                | error
      wrong type | {}                | error
      wrong type | "10.0.0.0/33"     | error`,
  },
  {
    operator: 'cidr_within',
    test: '{ cidr_within: ["10.0.0.0/8", "${self.other}"] }',
    other: '${x}',
    rows: `
      known      | "10.1.0.0/16"     | true
      known      | "11.0.0.0/8"      | unknown
      unknown    | \${y}             | unknown
      partly     | ["\${y}"]         | unknown
      absent     | absent            | false
      null       | null              | false
      empty      | []                | false
      wrong type | [true]            | error`,
  },
  {
    operator: 'cidr_overlaps',
    test: '{ cidr_overlaps: "169.254.169.254/32" }',
    rows: `
      known      | "169.254.0.0/16"  | true
      known      | "0.0.0.0/0"       | true
      known      | ["10.0.0.0/8", "169.254.169.254"] | true
      known      | "10.0.0.0/8"      | false
      known      | "::/0"            | false
      unknown    | \${x}             | unknown
      partly     | "169.254.\${x}"   | unknown
      partly     | ["10.0.0.0/8", "\${x}"] | unknown
      partly     | ["169.254.0.0/16", "\${x}"] | true
      absent     | absent            | false
      null       | null              | false
      empty      | ""                | false
      empty      | []                | false
      wrong type | "x"               | error
      wrong type | {}                | error`,
  },
  {
    operator: 'is_world',
    test: '{ is_world: true }',
    rows: `
      known      | "0.0.0.0/0"       | true
      known      | "::/0"            | true
      known      | "0:0::/0"         | true
      known      | "0:0:0:0:0:0:0:0/0" | true
      known      | "10.1.2.3/0"      | true
      known      | "000.0.0.0/00"    | true
      known      | "2001:db8::1/0"   | true
      known      | "::ffff:0.0.0.0/96" | true
      known      | ["10.0.0.0/8", "::0/0"] | true
      known      | ["0.0.0.0/1", "128.0.0.0/1"] | true
      known      | ["::/1", "8000::/2", "c000::/2"] | true
      known      | ["0.0.0.0/1", "128.0.0.0/2"] | false
      known      | "0.0.0.0/1"       | false
      known      | "0.0.0.0"         | false
      known      | "10.0.0.0/8"      | false
      unknown    | \${x}             | unknown
      partly     | "\${x}/0"         | unknown
      partly     | "\${x}/32"        | false
      partly     | "\${x}/96"        | unknown
      partly     | "0.0.0.0/\${x}"   | unknown
      partly     | ["0.0.0.0/0", "\${x}"] | true
      partly     | ["0.0.0.0/1", "\${x}/1"] | unknown
      partly     | ["0.0.0.0/2", "\${x}/2", "\${y}/2"] | false
      partly     | ["10.0.0.0/8", "..."] | unknown
      absent     | absent            | false
      null       | null              | false
      empty      | ""                | false
      empty      | []                | false
      wrong type | "world"           | error
      wrong type | "0.0.0./0"        | error
      wrong type | 0                 | error
      wrong type | {"a": "::/0"}     | error`,
  },
  {
    operator: 'is_world',
    test: '{ is_world: false }',
    rows: `
      known      | "10.0.0.0/8"      | true
      known      | "::/0"            | false
      unknown    | \${x}             | unknown
      partly     | ["\${x}/32", "\${y}/128"] | true
      absent     | absent            | true
      null       | null              | true
      empty      | []                | true
      wrong type | true              | error`,
  },
  {
    operator: 'json',
    test: '{ json: { a.b: { equals: 1 } } }',
    rows: `
      known      | "{\\"a\\": {\\"b\\": 1}}"  | true
      known      | "{\\"a\\": {\\"b\\": 2}}"  | false
      known      | "{\\"a\\": {}}"            | false
      known      | "{}"                       | false
      known      | "null"                     | false
      unknown    | \${x}                      | unknown
      partly     | "{\\"a\\": {\\"b\\": 1}, \\"c\\": \\"\${account}\\"}" | true
      partly     | "{\\"a\\": {\\"b\\": \\"\${account}\\"}}" | false
      partly     | "{\\"a\\": \${x}}"         | unknown
      absent     | absent                     | false
      null       | null                       | false
      empty      | ""                         | false
      wrong type | "{"                        | error
      wrong type | "{\\"a\\": [1]}"           | error
      wrong type | ["{}"]                     | error
      wrong type | 5                          | error`,
  },
  {
    operator: 'json',
    test: '{ json: { each: { image: { matches: "@sha256:" } } } }',
    rows: `
      known      | "[{\\"image\\": \\"a@sha256:1\\"}]" | true
      known      | "[{\\"image\\": \\"a:latest\\"}]"   | false
      known      | "[]"                                | true
      unknown    | \${x}                               | unknown
      partly     | "[{\\"image\\": \\"a:\${account}\\"}]" | false
      partly     | "[{\\"image\\": \\"a\${x}\\"}]"     | unknown
      absent     | absent                              | false
      null       | null                                | false
      empty      | ""                                  | false
      wrong type | "\\"text\\""                        | error`,
  },
  {
    operator: 'yaml',
    test: '{ yaml: { version: "2.2", steps: { length: 1 } } }',
    rows: `
      known      | "version: \\"2.2\\"\\nsteps: [a]\\n" | true
      known      | "version: \\"2.1\\"\\nsteps: [a]\\n" | false
      known      | "# nothing but\\nversion: x\\n"      | false
      unknown    | \${x}                                | unknown
      partly     | "version: \\"2.2\\"\\nsteps: [\${key}]\\n" | true
      partly     | "version: \\"2.2\\"\\nsteps: [\${x}]\\n"   | unknown
      absent     | absent                               | false
      null       | null                                 | false
      empty      | ""                                   | false
      wrong type | "a: [b"                              | error
      wrong type | "a: !Ref b"                          | error
      wrong type | {"version": "2.2"}                   | error`,
  },
  {
    operator: 'base64',
    test: '{ base64: { contains: "set -e" } }',
    rows: `
      known      | "c2V0IC1lCg=="     | true
      known      | "ZWNobyBoaQo="     | false
      unknown    | \${x}              | unknown
      partly     | "c2V0\${x}"        | unknown
      absent     | absent             | false
      null       | null               | false
      empty      | ""                 | false
      wrong type | "c2V0 IC1l!"       | error
      wrong type | "/w=="             | error
      wrong type | []                 | error
      wrong type | true               | error`,
  },
  {
    operator: 'some',
    test: '{ some: { equals: a } }',
    rows: `
      known      | ["b", "a"]        | true
      known      | {"k": "a"}        | true
      known      | ["b"]             | false
      unknown    | \${x}             | unknown
      partly     | ["a", "\${x}"]    | true
      partly     | ["b", "\${x}"]    | unknown
      partly     | ["b", "..."]      | unknown
      absent     | absent            | false
      null       | null              | false
      empty      | []                | false
      empty      | {}                | false
      wrong type | "a"               | error
      wrong type | 1                 | error
      wrong type | "a\${x}"          | error`,
  },
  {
    operator: 'each',
    test: '{ each: { encrypted: true } }',
    rows: `
      known      | [{"encrypted": true}] | true
      known      | [{"encrypted": true}, {"encrypted": false}] | false
      unknown    | \${x}             | unknown
      partly     | [{"encrypted": true}, "\${x}"] | unknown
      partly     | [{"encrypted": false}, "\${x}"] | false
      partly     | [{"encrypted": true}, "..."] | unknown
      absent     | absent            | true
      null       | null              | true
      empty      | []                | true
      wrong type | true              | error
      wrong type | "a"               | error`,
  },
  {
    operator: 'none',
    test: '{ none: { is_world: true } }',
    rows: `
      known      | ["10.0.0.0/8"]    | true
      known      | ["::/0"]          | false
      unknown    | \${x}             | unknown
      partly     | ["::/0", "\${x}"] | false
      partly     | ["10.0.0.0/8", "\${x}"] | unknown
      absent     | absent            | true
      null       | null              | true
      empty      | []                | true
      wrong type | "::/0"            | error`,
  },
  {
    operator: 'count',
    test: '{ count: { where: { equals: a }, is: { gte: 1, lte: 2 } } }',
    rows: `
      known      | ["a", "b", "a"]   | true
      known      | ["b"]             | false
      unknown    | \${x}             | unknown
      partly     | ["a", "\${x}"]    | true
      partly     | ["b", "\${x}"]    | unknown
      partly     | ["a", "..."]      | unknown
      absent     | absent            | false
      null       | null              | false
      empty      | []                | false
      wrong type | "a"               | error`,
  },
]
