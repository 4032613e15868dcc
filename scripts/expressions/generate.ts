import { type Random, randomFrom } from '../../test/truth/random.ts'

/** What an expression is meant to give; now and then another kind is put in, for Terraform converts or refuses it. */
type Kind = 'text' | 'number' | 'truth' | 'list' | 'object' | 'any'

const KINDS: readonly Kind[] = ['text', 'number', 'truth', 'list', 'object', 'any']

/** Names in scope, with what they stand for. */
type Names = readonly (readonly [name: string, kind: Kind])[]

const ROOTS: Names = [
  ['var.text', 'text'],
  ['var.number_as_text', 'text'],
  ['var.never_null', 'text'],
  ['var.maybe', 'text'],
  ['var.secret', 'text'],
  ['local.lines', 'text'],
  ['var.rules[0].name', 'text'],
  ['var.pair[0]', 'text'],
  ['local.tags["odd key"]', 'text'],
  ['local.users.ann.role', 'text'],
  ['var.text_as_number', 'number'],
  ['var.rules[1].port', 'number'],
  ['var.rules[0].settings.level', 'number'],
  ['var.by_name["big"].size', 'number'],
  ['local.matrix[0][1]', 'number'],
  ['local.numbers.2', 'number'],
  ['var.rules[2].enabled', 'truth'],
  ['local.words', 'list'],
  ['local.numbers', 'list'],
  ['local.mixed', 'list'],
  ['local.matrix', 'list'],
  ['local.ports', 'list'],
  ['var.names', 'list'],
  ['var.rules', 'list'],
  ['var.pair', 'list'],
  ['local.users.eve.groups', 'list'],
  ['var.rules[0].cidrs', 'list'],
  ['local.tags', 'object'],
  ['local.users', 'object'],
  ['var.by_name', 'object'],
  ['var.rules[0]', 'object'],
  ['var.by_name.big.tags', 'object'],
  ['local.users["bob"]', 'object'],
  ['local.none', 'any'],
  ['var.anything', 'any'],
  ['var.anything[1].a', 'any'],
  ['local.users.ann.extra', 'any'],
  ['local.words[9]', 'any'],
  ['var.by_name.small.tags', 'any'],
  ['path.module', 'text'],
  ['terraform.workspace', 'text'],
]

const TEXTS = [
  '""',
  '"a"',
  '"b,c"',
  '"Hello World"',
  '"éèß"',
  '"日本"',
  '"e\\u0301"',
  '"a\\tb\\n"',
  '"\\"q\\""',
  '"$${x}"',
  '"%%{y}"',
  '"10"',
  '"-3.50"',
  '"true"',
  '"10.1.2.3/16"',
  '"2001:db8::/32"',
  '"2025-03-04T05:06:07Z"',
  '"[1,\\"x\\",null]"',
  '"{\\"a\\":{\\"b\\":[1]}}"',
  '"k: [1, a]\\nm: ~"',
  '"a,b\\n1,2\\n3,4"',
  '"\\U0001F600x"',
  '"a.b.c"',
  '"  pad  "',
  '"aGk="',
  '"<&>"',
]
const NUMBERS = [
  '0',
  '1',
  '2',
  '3',
  '-1',
  '10',
  '1.5',
  '0.1',
  '1e3',
  '255',
  '9007199254740993',
  '123456789012345678901234567890',
  '4',
  '7',
]

/** Expressions of Terraform's language, made by chance: `count` of them, each once. */
export function generateExpressions(seed: number, count: number): readonly string[] {
  const random = randomFrom(seed)
  const found = new Set<string>()
  while (found.size < count) found.add(expression(random.pick(KINDS), 4, ROOTS, random))
  return [...found]
}

function expression(wanted: Kind, depth: number, names: Names, random: Random): string {
  const kind = random.once(40) ? random.pick(KINDS) : wanted === 'any' ? random.pick(KINDS) : wanted
  if (depth <= 0 || random.once(4)) return leaf(kind, names, random)
  const of = (inner: Kind): string => expression(inner, depth - 1, names, random)
  if (random.once(9)) return general(kind, of, random)
  switch (kind) {
    case 'text':
      return text(of, depth, names, random)
    case 'number':
      return number(of, random)
    case 'truth':
      return truth(of, random)
    case 'list':
      return list(of, depth, names, random)
    case 'object':
      return object(of, depth, names, random)
    case 'any':
      return random.pick(['null', of('text'), of('list')])
  }
}

function leaf(kind: Kind, names: Names, random: Random): string {
  const fitting = names.filter(([, one]) => kind === 'any' || one === kind)
  // Names bound nearby stand last, and are to be used.
  if (fitting.length > 0 && random.once(2))
    return (random.once(2) ? (fitting.at(-1) ?? random.pick(fitting)) : random.pick(fitting))[0]
  switch (kind) {
    case 'text':
      return random.pick(TEXTS)
    case 'number':
      return random.pick(NUMBERS)
    case 'truth':
      return random.pick(['true', 'false'])
    case 'list':
      return random.pick([
        '[]',
        '["a", "b"]',
        '[1, 2, 3]',
        '["x", 1, true]',
        '[null, "a"]',
        '[[1], ["a"]]',
        '[{ a = 1 }, { a = 2, b = 3 }]',
      ])
    case 'object':
      return random.pick([
        '{}',
        '{ a = 1, b = 2 }',
        '{ a = "x", b = true }',
        '{ "k 1" = null }',
        '{ a = { b = ["c"] } }',
      ])
    case 'any':
      return random.pick(['null', '1', '"a"', 'true'])
  }
}

type Of = (kind: Kind) => string

function general(kind: Kind, of: Of, random: Random): string {
  return random.pick([
    () => `(${of('truth')} ? ${of(kind)} : ${of(random.once(3) ? 'any' : kind)})`,
    () => `try(${of('any')}.missing, ${of(kind)})`,
    () => `try(${of('object')}.a, ${of('list')}[7], ${of(kind)})`,
    () => `try(${of(kind)}, ${of(kind)})`,
    () => `try(${of(kind)}, null)`,
    () => `try(${of(kind)}, "fallback")`,
    () => `coalesce(${of(kind)}, ${of(kind)})`,
    () => `${of('list')}[${random.once(3) ? of('number') : '0'}]`,
    () => `element(${of('list')}, ${random.pick(['0', '1', '5'])})`,
    () => `lookup(${of('object')}, ${of('text')}, ${of(kind)})`,
    () => `one(${of('list')})`,
    () => `${random.pick(['tostring', 'tonumber', 'tobool', 'tolist', 'toset', 'tomap'])}(${of('any')})`,
    () => `jsondecode(jsonencode(${of(kind)}))`,
    () => `nonsensitive(sensitive(${of(kind)}))`,
    () => `(${of(kind)})`,
  ])()
}

function text(of: Of, depth: number, names: Names, random: Random): string {
  const call = (name: string, ...args: readonly string[]): string => `${name}(${args.join(', ')})`
  return random.pick([
    () => `"${random.pick(['', 'x-', '$', 'ü '])}\${${of('text')}}${random.pick(['', '-y', '/*', '%'])}"`,
    () => `"\${${of('any')}}"`,
    () => `"a \${~ ${of('text')} ~} b"`,
    () => `"%{ if ${of('truth')} }yes \${${of('number')}}%{ else }no%{ endif }"`,
    () => `"%{ if ${of('truth')} ~}  yes  %{~ endif }."`,
    () =>
      `"%{ for ${random.once(2) ? 'i, ' : ''}v in ${of('list')} }[\${${random.once(3) ? expression('text', depth - 2, names, random) : 'v'}}]%{ endfor }"`,
    () => heredoc(of, random),
    () =>
      call(
        random.pick([
          'upper',
          'lower',
          'title',
          'trimspace',
          'chomp',
          'strrev',
          'base64encode',
          'urlencode',
          'sha256',
          'md5',
          'base64decode',
        ]),
        of('text'),
      ),
    () =>
      call(
        'format',
        random.pick(['"%s-%s"', '"%v %v"', '"%-5s|%5s"', '"%q %%s %s"', '"%#v/%s"', '"%[2]s%[1]s"']),
        of('any'),
        of('any'),
      ),
    () =>
      call(
        'format',
        random.pick(['"%d %05.2f"', '"%x %o"', '"%+d %e"', '"%b %g"']),
        of('number'),
        of('number'),
      ),
    () => call('join', random.pick(['","', '""', '"-"']), of('list')),
    () =>
      call(
        'replace',
        of('text'),
        random.pick(['"a"', '"/[aeiou]+/"', '"/(.)b/"', '"."']),
        random.pick(['""', '"_"', '"$1$1"', '"[$${0}]"']),
      ),
    () => call('substr', of('text'), random.pick(['0', '1', '-2', '3']), random.pick(['1', '2', '-1', '10'])),
    () =>
      call(
        random.pick(['trim', 'trimprefix', 'trimsuffix']),
        of('text'),
        random.pick(['"a"', '" "', '"Hello"', '"d"']),
      ),
    () => call('regex', random.pick(['"[a-z]+"', '"^(\\\\w+)"', '"\\\\d"', '"(?P<k>.)"']), of('text')),
    () => call(random.pick(['jsonencode', 'yamlencode']), of('any')),
    () => call('indent', '2', of('text')),
    () =>
      call(
        'formatdate',
        random.pick(['"YYYY-MM-DD"', '"EEE, D MMM YY hh:mm:ss ZZZ"', '"HH\'h\'AA"', '"DD MMMM YYYY"']),
        random.pick(['"2024-02-29T23:59:59Z"', '"2025-03-04T05:06:07+02:00"', of('text')]),
      ),
    () => call('timeadd', '"2024-02-28T23:00:00Z"', random.pick(['"1h"', '"-24h30m"', '"90s"', of('text')])),
    () =>
      call(
        'cidrsubnet',
        random.pick(['"10.0.0.0/8"', '"fd00::/48"', of('text')]),
        random.pick(['8', '16', '0']),
        random.pick(['2', '0', '300']),
      ),
    () => call('cidrhost', random.pick(['"10.12.112.0/20"', '"fd00::/64"']), of('number')),
    () => call('element', call('split', random.pick(['","', '" "', '""', '"."']), of('text')), '0'),
    () => call('basename', of('text')),
    () => call('templatestring', 'local.lines', of('object')),
  ])()
}

function heredoc(of: Of, random: Random): string {
  const flush = random.once(2)
  const inner = random.pick([
    () => `    one \${${of('text')}}\n  two\n\n      three`,
    () => `  %{ if ${of('truth')} }\n  yes\n  %{ else }\n  no\n  %{ endif }`,
    () => `  %{ for v in ${of('list')} ~}\n    - \${v}\n  %{ endfor ~}`,
    () => '  plain "quotes" \\n $${not} %%{either}',
    () => `\${${of('text')}}`,
  ])()
  // A heredoc inside a heredoc would need another marker.
  if (inner.includes('EOT')) return '"plain"'
  return `chomp(${flush ? '<<-EOT' : '<<EOT'}\n${inner}\n${flush && random.once(2) ? '  ' : ''}EOT\n)`
}

function number(of: Of, random: Random): string {
  return random.pick([
    () => `${of('number')} ${random.pick(['+', '-', '*', '/', '%'])} ${of('number')}`,
    () => `(${of('number')} - ${of('number')})`,
    () => `-${of('number')}`,
    () => `length(${of(random.pick(['text', 'list', 'object']))})`,
    () => `${random.pick(['max', 'min'])}(${of('number')}, ${of('number')})`,
    () => `${random.pick(['max', 'min'])}(${of('list')}...)`,
    () => `${random.pick(['ceil', 'floor', 'abs', 'signum'])}(${of('number')})`,
    () => `parseint(${of('text')}, ${random.pick(['10', '16', '2', '36'])})`,
    () => `sum(${of('list')})`,
    () => `index(${of('list')}, ${of('any')})`,
    () => `tonumber(${of('text')})`,
    () => `pow(${random.pick(['2', '3', '10'])}, ${random.pick(['0', '2', '5'])})`,
  ])()
}

function truth(of: Of, random: Random): string {
  return random.pick([
    () => `${of('any')} ${random.pick(['==', '!='])} ${of('any')}`,
    () => `${of('number')} ${random.pick(['<', '<=', '>', '>='])} ${of('number')}`,
    () => `${of('truth')} ${random.pick(['&&', '||'])} ${of('truth')}`,
    () => `!${of('truth')}`,
    () => `can(${of('any')})`,
    () => `can(regex(${random.pick(['"^[a-z]"', '"\\\\s"', '"("'])}, ${of('text')}))`,
    () => `contains(${of('list')}, ${of('any')})`,
    () => `${random.pick(['startswith', 'endswith', 'strcontains'])}(${of('text')}, ${of('text')})`,
    () => `${random.pick(['alltrue', 'anytrue'])}([for v in ${of('list')} : v != null])`,
    () => `issensitive(${of('any')})`,
    () => `${of('any')} == null`,
  ])()
}

function list(of: Of, depth: number, names: Names, random: Random): string {
  const inner = (kind: Kind, ...bound: Names): string =>
    expression(kind, depth - 1, [...names, ...bound], random)
  const call = (name: string, ...args: readonly string[]): string => `${name}(${args.join(', ')})`
  return random.pick([
    () => `[${of('any')}, ${of('any')}]`,
    () => `[for v in ${of('list')} : ${inner('any', ['v', 'any'])}]`,
    () => `[for v in ${of('list')} : v if ${inner('truth', ['v', 'any'])}]`,
    () => `[for k, v in ${of('object')} : ${inner('text', ['k', 'text'], ['v', 'any'])}]`,
    () => `[for k, v in ${of('object')} : { key = k, value = v } if k != "a"]`,
    () => `[for i, v in ${of('list')} : "\${i}=\${${inner('text', ['i', 'number'], ['v', 'text'])}}"]`,
    () => `${of('any')}[*]`,
    () =>
      `${random.pick(['var.rules', 'local.mixed', 'values(local.users)', 'var.anything', of('list')])}[*].${random.pick(['name', 'a', 'role', 'groups', 'port', 'groups[0]', 'settings.mode', 'settings["mode"]'])}`,
    () =>
      `${random.pick(['var.rules', 'values(local.users)', of('list')])}.*.${random.pick(['name', 'role', 'a', 'cidrs'])}`,
    () => call('concat', of('list'), of('list')),
    () =>
      call(random.pick(['flatten', 'distinct', 'compact', 'sort', 'reverse', 'toset', 'tolist']), of('list')),
    () => call('slice', of('list'), random.pick(['0', '1']), random.pick(['1', '2'])),
    () => call(random.pick(['keys', 'values']), of('object')),
    () => call('split', random.pick(['","', '" "', '""']), of('text')),
    () => call('range', of('number'), random.pick(['3', '0', '-2'])),
    () => call(random.pick(['setunion', 'setintersection', 'setsubtract']), of('list'), of('list')),
    () => call('setproduct', of('list'), of('list')),
    () => call('chunklist', of('list'), random.pick(['1', '2', '0'])),
    () => call('matchkeys', of('list'), '["x", "y", "z"]', random.pick(['["x", "z"]', of('list')])),
    () => call('regexall', random.pick(['"[a-z]+"', '"(.)(.)"', '"\\\\d+"', '"(?P<n>[A-Z])"']), of('text')),
    () => call('coalescelist', of('list'), of('list')),
    () => call('formatlist', random.pick(['"%s!"', '"%s-%v"']), of('list')),
    () => call('formatlist', '"%s-%v"', of('list'), of('any')),
    () => call('jsondecode', random.pick(['"[1,\\"x\\",null,{\\"a\\":1.50}]"', of('text')])),
    () =>
      call(
        'yamldecode',
        random.pick(['"- a\\n- {b: 1, c: [x, ~]}\\n- 1.5e3\\n- yes"', '"&a [1]"', of('text')]),
      ),
    () => call('csvdecode', random.pick(['"a,b\\n1,2\\n3,\\"x,y\\""', of('text')])),
    () => call('cidrsubnets', '"10.1.0.0/16"', '4', random.pick(['4', '8', of('number')])),
  ])()
}

function object(of: Of, depth: number, names: Names, random: Random): string {
  const inner = (kind: Kind, ...bound: Names): string =>
    expression(kind, depth - 1, [...names, ...bound], random)
  return random.pick([
    () => `{ a = ${of('any')}, b = ${of('any')} }`,
    () => `{ (${of('text')}) = ${of('any')}, "c d" : ${of('any')} }`,
    () => `{ "k\${${of('text')}}" = ${of('any')} }`,
    () => `{\n  a = ${of('any')} # a comment\n  /* another */ b : ${of('any')}\n}`,
    () =>
      `{ for k, v in ${of('object')} : ${random.pick(['k', 'upper(k)', '"${k}x"', inner('text', ['k', 'text'])])} => ${inner('any', ['k', 'text'], ['v', 'any'])} }`,
    () =>
      `{ for v in ${of('list')} : ${random.pick(['v', '"${v}"', inner('text', ['v', 'text'])])} => ${inner('any', ['v', 'any'])} }`,
    () =>
      `{ for i, v in ${of('list')} : ${random.pick(['v', '"g${i % 2}"', inner('text', ['v', 'text'])])} => ${random.pick(['v', 'i'])}... }`,
    () =>
      `{ for k, v in ${of('object')} : ${random.pick(['v.role', 'try(v.role, "none")', 'k'])} => k... if ${inner('truth', ['k', 'text'], ['v', 'any'])} }`,
    () => `{ for k, v in ${of('object')} : k => v if ${inner('truth', ['v', 'any'])} }`,
    () => `merge(${of('object')}, ${of('object')})`,
    () => `merge([for v in ${of('list')} : { "\${${inner('text', ['v', 'text'])}}" = v }]...)`,
    () => `zipmap(${of('list')}, ${of('list')})`,
    () => `tomap(${of('object')})`,
    () => 'transpose({ a = ["x", "y"], b = ["y"] })',
    () => `jsondecode(${random.pick(['"{\\"a\\":[1,2.0,{}],\\"b\\":null}"', of('text')])})`,
    () => `yamldecode(${random.pick(['"a: 1\\nb: {c: [~, \'x\']}\\n"', of('text')])})`,
    () => `{ for pair in setproduct(["a", "b"], ${of('list')}) : pair[0] => pair[1]... }`,
  ])()
}
