# What waits for what: each way in which one resource can come to wait for another. The truth is `apply-graph.dot`.

resource "terraform_data" "base" { input = "base" }
resource "terraform_data" "alone" { input = "alone" }
resource "terraform_data" "counted" {
  count = 2
  input = count.index
}

resource "terraform_data" "by_reference" { input = terraform_data.base.id }
resource "terraform_data" "by_depends_on" {
  input      = "x"
  depends_on = [terraform_data.base]
}
resource "terraform_data" "by_count" {
  count = length(terraform_data.counted)
  input = "x"
}
resource "terraform_data" "by_for_each" {
  for_each = { for k, v in { a = terraform_data.base } : k => k }
  input    = each.key
}
resource "terraform_data" "of_one" { input = terraform_data.counted[0].id }
resource "terraform_data" "of_all" { input = terraform_data.counted[*].id }
resource "terraform_data" "transitive" { input = terraform_data.of_all.id }

# The argument `waiting` of module.chain waits, `idle` does not; each output only for what it names.
module "chain" {
  source  = "./chain"
  waiting = terraform_data.base.id
  idle    = "constant"
}
resource "terraform_data" "of_waiting" { input = module.chain.waiting }
resource "terraform_data" "of_idle" { input = module.chain.idle }
resource "terraform_data" "of_explicit" { input = module.chain.explicit }
resource "terraform_data" "of_module" {
  input      = "x"
  depends_on = [module.chain]
}

# All of module.box waits for what its call names, its outputs too; instances of a module do not tell apart what waits.
module "box" {
  source     = "./box"
  for_each   = toset(["a", "b"])
  name       = each.key
  depends_on = [terraform_data.alone]
}
resource "terraform_data" "of_box_a" { input = module.box["a"].constant }
resource "terraform_data" "of_box_each" {
  for_each = toset(["a", "b"])
  input    = module.box[each.key].first
}

# Through a module without resources.
module "label" {
  source = "./label"
  in     = terraform_data.base.id
}
resource "terraform_data" "of_label" { input = module.label.out }

# What plan JSON does not show.
locals { base = terraform_data.base.id }
resource "terraform_data" "by_local" { input = local.base }
resource "terraform_data" "by_precondition" {
  input = "x"
  lifecycle {
    precondition {
      condition     = terraform_data.base.id != ""
      error_message = "no base"
    }
  }
}
resource "terraform_data" "by_trigger" {
  input = "x"
  lifecycle { replace_triggered_by = [terraform_data.base] }
}
