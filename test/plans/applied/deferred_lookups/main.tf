resource "aws_s3_bucket" "first" { bucket = "acme-def" }
module "late" {
  source = "./late"
  name = "late"
  depends_on = [aws_s3_bucket.first]
}
resource "aws_iam_role_policy" "p" {
  name = "p"
  role = module.late.role
  policy = module.late.doc
}
output "o" { value = module.late.info }
