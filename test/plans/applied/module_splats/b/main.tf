variable "name" {}
resource "aws_s3_bucket" "this" { bucket = var.name }
output "arn" { value = aws_s3_bucket.this.arn }
output "name" { value = aws_s3_bucket.this.id }
output "given" { value = var.name }
output "list" { value = [{ kind = "bucket", arn = aws_s3_bucket.this.arn }, { kind = "objects", arn = "${aws_s3_bucket.this.arn}/*" }] }
