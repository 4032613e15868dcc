import { test } from 'tap'
import { isSyntaxFault } from '../../src/hcl/syntax/fault.ts'
import { parseConfiguration } from '../../src/hcl/syntax/parse.ts'
import { printReference } from '../../src/resolve/reference-text.ts'
import { referencesInBody } from '../../src/resolve/source-references.ts'

function references(text: string): readonly string[] | undefined {
  const body = parseConfiguration(text)
  if (isSyntaxFault(body)) throw new Error(body.message)
  return referencesInBody(body)?.map(printReference)
}

/** What Terraform's `lang.References` finds, less the attributes behind. */
const CASES: readonly (readonly [text: string, found: readonly string[]])[] = [
  ['a = aws_x.y.id', ['aws_x.y']],
  ['a = aws_x.y[0].id', ['aws_x.y[0]']],
  ['a = aws_x.y["k"].id', ['aws_x.y["k"]']],
  ['a = aws_x.y[count.index].id', ['count.index', 'aws_x.y']],
  ['a = aws_x.y[*].id', ['aws_x.y']],
  ['a = aws_x.y.*.id', ['aws_x.y']],
  ['a = data.aws_x.y[0].id', ['data.aws_x.y[0]']],
  ['a = module.m.out.z', ['module.m.out']],
  ['a = module.m[each.key].out', ['each.key', 'module.m.out']],
  ['a = module.m["k"].out', ['module.m["k"].out']],
  ['a = "x ${var.a} ${local.b.c} %{ if local.d }y%{ endif }"', ['var.a', 'local.b', 'local.d']],
  ['a = "%{ for each_one in var.list }${each_one.id}${aws_x.y.id}%{ endfor }"', ['var.list', 'aws_x.y']],
  ['a = { for k, v in var.m : k => v.id if v.on && local.on }', ['var.m', 'local.on']],
  ['a = [for aws_x in var.m : aws_x.y]', ['var.m']],
  [
    'a = f(aws_x.y, [aws_x.z, !local.b ? -var.c : var.d + 1])',
    ['aws_x.y', 'aws_x.z', 'local.b', 'var.c', 'var.d'],
  ],
  ['a = { (local.k) = var.v }', ['local.k', 'var.v']],
  ['depends_on = [aws_x.y, module.m]', ['aws_x.y', 'module.m']],
  ['depends_on = ["aws_x.y"]', ['aws_x.y']],
  ['provider = aws.west', []],
  ['lifecycle {\n  ignore_changes = [tags]\n}', []],
  ['lifecycle {\n  replace_triggered_by = [aws_x.y.id]\n}', ['aws_x.y']],
  ['lifecycle {\n  precondition {\n    condition = aws_x.y.on\n    error_message = ""\n  }\n}', ['aws_x.y']],
  [
    'dynamic "rule" {\n  for_each = local.rules\n  content {\n    id = rule.value.id\n    of = aws_x.y.id\n  }\n}',
    ['local.rules', 'aws_x.y'],
  ],
  [
    'dynamic "rule" {\n  for_each = var.rules\n  iterator = each_rule\n  content {\n    id = each_rule.value\n  }\n}',
    ['var.rules'],
  ],
  ['provisioner "local-exec" {\n  command = "echo ${self.id} ${aws_x.y.id}"\n}', ['aws_x.y']],
]

for (const [text, found] of CASES) {
  test(`references in ${JSON.stringify(text)}`, (t) => {
    t.same(references(text), found)
    t.end()
  })
}
