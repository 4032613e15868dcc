locals {
  env = terraform.workspace
  conf = { stage = { days = 7, kms = false }, default = { days = 1, kms = true } }
  c = lookup(local.conf, terraform.workspace, local.conf["default"])
}
resource "aws_cloudwatch_log_group" "g" {
  name = "/${local.env}/app"
  retention_in_days = local.c.days
}
resource "aws_ssm_parameter" "p" {
  name = "/${terraform.workspace}/${basename(path.root == "." ? "root" : path.root)}"
  type = "String"
  insecure_value = "${aws_cloudwatch_log_group.g.arn}:${aws_cloudwatch_log_group.g.retention_in_days}:${path.module}"
}
resource "aws_iam_policy" "p" {
  name = title(local.env)
  policy = file("${path.module}/pol.json")
  tags = { H = filemd5("${path.module}/pol.json"), P = aws_ssm_parameter.p.arn }
}
